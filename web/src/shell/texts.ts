import { areaTexts } from '../i18n/texts.ts'

export const english = {
  newVersion: 'A new version is ready.',
  reload: 'Reload',
}

export const shellTexts = areaTexts('shell', english)
