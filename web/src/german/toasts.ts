import type { english } from '../toasts/texts.ts'

export const toasts: typeof english = {
  messages: 'Meldungen',
  dismiss: 'Schließen',
}
