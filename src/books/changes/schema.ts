import * as z from 'zod'
import { id } from '../../http/fields.ts'
import { ownBook } from '../presented-book.ts'

export const presentedChange = z.discriminatedUnion('deleted', [
  z.object({
    id: id.describe('The book that was deleted.'),
    deleted: z.literal(true).describe('The book was deleted.'),
  }),
  z.object({
    id: id.describe('The book that was added or changed.'),
    deleted: z.literal(false).describe('The book exists.'),
    book: ownBook.describe('The book as it is now.'),
  }),
])

export type PresentedChange = z.output<typeof presentedChange>
