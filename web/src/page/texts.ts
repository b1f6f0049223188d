import { areaTexts } from '../i18n/texts.ts'

export const english = {
  loading: 'Loading …',
  notFound: 'Page not found',
  notFoundHint: 'There is no page at this address.',
  toShelf: 'To the shelf',
  formNotLoaded: 'The form could not be loaded',
  unreachable: 'The library cannot be reached',
}

export const pageTexts = areaTexts('page', english)
