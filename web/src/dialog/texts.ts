import { areaTexts } from '../i18n/texts.ts'

export const english = { close: 'Close' }

export const dialogTexts = areaTexts('dialog', english)
