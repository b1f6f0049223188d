import type { english } from '../dialog/texts.ts'

export const dialog: typeof english = { close: 'Schließen' }
