import * as z from 'zod'
import type { Reading } from '../db/schema.ts'
import { stating } from '../http/json-schema.ts'
import { text } from '../http/text.ts'
import { readIsbn } from './isbn.ts'
import { maxLanguageLength, maxTagLength, maxTags } from './limits.ts'

/** Text with at least one character that is no white space. */
export const name = (max: number) =>
  stating(
    text({ max }).refine((value) => value.trim() !== '', 'Must not be blank.'),
    { type: 'string', minLength: 1, maxLength: max },
  )

export const day = stating(z.iso.date('Must be a calendar day such as 1818-01-31.'), {
  type: 'string',
  format: 'date',
  maxLength: 10,
})

export const reading = z
  .strictObject({
    started_on: day.nullable().default(null).describe('The first day, or null.'),
    finished_on: day.nullable().default(null).describe('The last day, or null.'),
  })
  .refine(({ started_on: from, finished_on: to }) => from === null || to === null || from <= to, {
    path: ['finished_on'],
    message: 'Must not be before the start.',
  }) satisfies z.ZodType<Reading>

export const isbn = stating(
  z.string().transform((text, context) => {
    const digits = readIsbn(text)
    if (digits !== undefined) return digits
    context.addIssue('Must be an ISBN-10 or ISBN-13 with a correct check digit.')
    return z.NEVER
  }),
  { type: 'string', maxLength: 40, examples: ['9780141439471'] },
)

const canonicalLanguage = (tag: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

export const language = stating(
  z
    .string()
    .max(maxLanguageLength)
    .transform((tag, context) => {
      const canonical = canonicalLanguage(tag)
      if (canonical !== undefined) return canonical
      context.addIssue('Must be a BCP 47 tag such as en or pt-BR.')
      return z.NEVER
    }),
  { type: 'string', maxLength: maxLanguageLength },
)

/** Two tags are the same if they differ in case alone. */
export const tagKey = (tag: string): string => tag.normalize('NFC').toLowerCase()

export const tags = z
  .array(name(maxTagLength))
  .max(maxTags)
  .refine((list) => new Set(list.map(tagKey)).size === list.length, 'Has the same tag twice.')

/** A multiple of `step`. zod compares multiples without the error of binary fractions. */
export const stepped = (step: number, min: number, max: number) =>
  z.number().min(min).max(max).multipleOf(step)
