import * as z from 'zod'
import { stating } from '../../http/json-schema.ts'
import { decodeCursor, encodeCursor } from '../../http/pagination.ts'

/** A place between two books in order of creation: the first book behind it. The book may have been deleted since. */
export type Place = [createdAt: number, id: string]

/** One part of an export. */
export interface Part {
  /** Counts from 1. It is for people: the place alone decides the books. */
  number: number
  from: Place
}

/** Every book is behind it. */
export const firstPart: Part = { number: 1, from: [-8.64e15, ''] }

const position = z.tuple([
  z.int().min(2).max(1_000_000),
  z.int().min(-8.64e15).max(8.64e15),
  z.string().max(36),
])

/** @returns the value of `part`. It holds a place and never a reader, see `decodeCursor`. */
export const encodePart = ({ number, from }: Part): string => encodeCursor([number, ...from])

/** The parameter `part`. */
export const partParameter = stating(
  z.string().transform((text, context): Part => {
    try {
      const [number, ...from] = decodeCursor(text, position)
      return { number, from }
    } catch {
      context.addIssue('Must be the `part` of a `Link`.')
      return z.NEVER
    }
  }),
  {
    type: 'string',
    maxLength: 200,
    pattern: '^[\\w-]*$',
    description:
      'A part, from the `Link` of the part before; without it the first. It starts exactly where that part ended, also ' +
      'when books were added or deleted since.',
    examples: ['WzIsMTc2Nzc5ODQwMDAwMCwiMDE5MGExYjItYzNkNC03ZTVmLThhNmItN2M4ZDllMGYxYTJiIl0'],
  },
).default(firstPart)
