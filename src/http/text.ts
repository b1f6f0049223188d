import * as z from 'zod'
import { stating } from './json-schema.ts'

/** The length of `text` in code points. JavaScript counts UTF-16 units, and so some characters twice. */
export const codePoints = (text: string): number => [...text].length

// Compare the length first: counting the code points of a long text takes many times its memory.

const isShorter = (text: string, min: number): boolean =>
  text.length < min || (text.length < 2 * min && codePoints(text) < min)

/** Whether `text` has more than `max` code points. */
export const isLonger = (text: string, max: number): boolean =>
  text.length > max && (text.length > 2 * max || codePoints(text) > max)

/** Text without unpaired surrogates: UTF-8 cannot carry them, and the text would come back changed. */
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
        (value) => !isShorter(value, min),
        min === 1 ? 'Must not be empty.' : `Must have at least ${min} characters.`,
      )
      .refine((value) => !isLonger(value, max), `Must have at most ${max} characters.`),
    // JSON Schema counts code points as well.
    { type: 'string', ...(min > 0 && { minLength: min }), maxLength: max },
  )

/** Text of `min` to `max` code points after white space is removed from its ends. */
export const trimmedText = (bounds: Bounds) =>
  stating(z.string().trim().pipe(text(bounds)), {
    type: 'string',
    minLength: bounds.min ?? 0,
    maxLength: bounds.max,
    description: 'White space at the ends is removed.',
  })
