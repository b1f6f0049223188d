import * as z from 'zod'
import { stating } from './json-schema.ts'

/** How many characters a person sees: code points, not UTF-16 units. */
export const codePoints = (text: string): number => [...text].length

/** Text that UTF-8 can carry: with an unpaired surrogate it would come back changed. */
const wellFormed = z.string().refine((text) => text.isWellFormed(), 'Must be well-formed Unicode.')

interface Bounds {
  min?: number
  max: number
}

/** Text of `min` to `max` code points, as sent. */
export const text = ({ min = 0, max }: Bounds) =>
  stating(
    wellFormed
      .refine(
        (value) => codePoints(value) >= min,
        min === 1 ? 'Must not be empty.' : `Must have at least ${min} characters.`,
      )
      .refine((value) => codePoints(value) <= max, `Must have at most ${max} characters.`),
    // JSON Schema counts code points, too.
    { type: 'string', ...(min > 0 && { minLength: min }), maxLength: max },
  )

/** Text whose ends are trimmed before it is measured. */
export const trimmedText = (bounds: Bounds) =>
  stating(z.string().trim().pipe(text(bounds)), {
    type: 'string',
    minLength: bounds.min ?? 0,
    maxLength: bounds.max,
    description: 'White space at its ends is taken off.',
  })
