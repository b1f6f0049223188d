import * as z from 'zod'
import { stating } from './json-schema.ts'

/** An id in a path, in any case. */
export const idParameter = stating(z.uuid().toLowerCase(), {
  type: 'string',
  format: 'uuid',
  maxLength: 36,
  description: 'A UUID, in any case.',
  examples: ['0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'],
})

/** An id in a response. */
export const id = stating(z.uuidv7(), {
  type: 'string',
  format: 'uuid',
  maxLength: 36,
  description: 'A UUIDv7.',
  examples: ['0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'],
})

/** An instant in a response. */
export const instant = stating(z.iso.datetime({ precision: 3 }), {
  type: 'string',
  format: 'date-time',
  maxLength: 24,
  examples: ['2026-11-22T08:00:00.000Z'],
})

/** A whole number of at most 32 bits. */
export const wholeNumber = (minimum: number, maximum: number) =>
  stating(z.int32().min(minimum).max(maximum), { type: 'integer', format: 'int32', minimum, maximum })

/** A count in a response. */
export const count = (max: number) => wholeNumber(0, max)
