import { areaTexts } from '../i18n/texts.ts'

export const english = {
  messages: 'Messages',
  dismiss: 'Dismiss',
}

export const toastTexts = areaTexts('toasts', english)
