import { text } from '../../http/text.ts'

/** As people type it: with spaces and hyphens, in any case. */
export const codeInput = text({ min: 1, max: 64 }).meta({
  description: 'A code of the authenticator app, or a recovery code.',
  examples: ['123456'],
})
