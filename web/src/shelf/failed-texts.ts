import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'This list could not be loaded',
  stillShown: 'You still see the list before:',
  allBooks: 'All books',
  withoutCover: 'Without a cover',
  owned: 'Owned',
  notOwned: 'Not owned',
  keep: 'Keep this list',
}

export const failedTexts = areaTexts('failedQuery', english)
