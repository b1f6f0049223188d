import { stating } from '../../http/json-schema.ts'
import { text } from '../../http/text.ts'
import { maxPasswordLength } from './limits.ts'

/** A password to compare with the stored one. It may have any length that a stored one may have. */
export const knownPassword = stating(text({ min: 1, max: maxPasswordLength }), {
  type: 'string',
  format: 'password',
  minLength: 1,
  maxLength: maxPasswordLength,
  description: 'The current password.',
  examples: ['It was on a dreary night'],
})
