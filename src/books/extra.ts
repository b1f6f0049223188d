import * as z from 'zod'
import { stating } from '../http/json-schema.ts'
import { isLonger } from '../http/text.ts'
import { maxExtraBytes, maxExtraFields, maxExtraNameLength, maxExtraValueLength } from './limits.ts'

const utf8 = new TextEncoder()

const problemOf = (name: string, value: unknown): string | undefined => {
  if (typeof value !== 'string') return 'Must be text.'
  if (!name.isWellFormed() || !value.isWellFormed()) return 'Must be well-formed Unicode.'
  if (name.trim() === '') return 'The name of a field must not be blank.'
  if (isLonger(name, maxExtraNameLength))
    return `The name of a field must have at most ${maxExtraNameLength} characters.`
  return isLonger(value, maxExtraValueLength)
    ? `Must have at most ${maxExtraValueLength} characters.`
    : undefined
}

/** The bytes that all names and values have in UTF-8. */
export const extraBytes = (fields: Record<string, string>): number =>
  Object.entries(fields).reduce(
    (bytes, [name, value]) => bytes + utf8.encode(name).length + utf8.encode(value).length,
    0,
  )

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Fields that a reader names. zod's record drops a field with the name `__proto__`; `Object.fromEntries` keeps it as a
 * field like any other.
 */
export const extra = stating(
  z.custom<Record<string, string>>(isObject, 'Must be an object.').transform((fields, context) => {
    const entries = Object.entries(fields)
    if (entries.length > maxExtraFields) context.addIssue(`Must have at most ${maxExtraFields} fields.`)
    for (const [name, value] of entries) {
      const message = problemOf(name, value)
      if (message) context.addIssue({ code: 'custom', path: [name], message, input: value })
    }
    if (context.issues.length > 0) return z.NEVER
    if (extraBytes(fields) > maxExtraBytes) {
      context.addIssue(`Must have at most ${maxExtraBytes / 1024} KiB.`)
      return z.NEVER
    }
    return Object.fromEntries(entries)
  }),
  {
    type: 'object',
    description: 'Fields of your own.',
    examples: [{ Mood: 'dark' }],
    maxProperties: maxExtraFields,
    propertyNames: { minLength: 1, maxLength: maxExtraNameLength },
    additionalProperties: { type: 'string', maxLength: maxExtraValueLength },
  },
)
