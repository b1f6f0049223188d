import * as z from 'zod'
import { stating } from '../../http/json-schema.ts'
import { decodeCursor, encodeCursor } from '../../http/pagination.ts'

/** How far a program has followed the changes of a library. */
export interface ChangesCursor {
  /** The last change that it has read: its number, and the id of its book. */
  number: number
  id: string
  /**
   * A deletion after this instant may be missing in what it has read; no other is. It is the instant of the last read that
   * reached the end, or of the first read.
   */
  completeAt: Date
  /** It needs no deletion up to this number: it began with the library, which no longer had these books. */
  deletionsAfter: number
}

const instantMs = z.int().min(0).max(8.64e15)
const number = z.int().min(0)
const position = z.tuple([number, z.union([z.uuid(), z.literal('')]), instantMs, number])

export const encodeChangesCursor = ({ number, id, completeAt, deletionsAfter }: ChangesCursor): string =>
  encodeCursor([number, id, completeAt.getTime(), deletionsAfter])

/** @throws ApiError `invalid_cursor` */
export const decodeChangesCursor = (text: string): ChangesCursor => {
  const [number, id, completeAt, deletionsAfter] = decodeCursor(text, position)
  return { number, id, completeAt: new Date(completeAt), deletionsAfter }
}

export const changesQuery = z.strictObject({
  since: stating(z.string(), {
    type: 'string',
    maxLength: 200,
    pattern: '^[\\w-]*$',
    description: '`page.next` of the last page that you read. Without it, the whole library.',
    examples: [
      'WzE3OTU3ODcwMDAwMDAsIjAxOTBhMWIyLWMzZDQtN2U1Zi04YTZiLTdjOGQ5ZTBmMWEyYiIsMTc5NTc4NzAwMDAwMCwwXQ',
    ],
  }).optional(),
})
