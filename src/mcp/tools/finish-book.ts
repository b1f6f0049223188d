import * as z from 'zod'
import { day } from '../../books/field-rules.ts'
import { bookFields } from '../../books/fields.ts'
import { idParameter } from '../../http/fields.ts'
import { withEnd, withText } from '../added.ts'
import { changeAsRead } from '../change.ts'
import { readOwnBook } from '../own-book.ts'
import { tool } from '../tool.ts'

const { rating, review } = bookFields.shape

const input = z.strictObject({
  id: idParameter.describe('The id of the book.'),
  rating: rating.unwrap().optional().describe('Stars, in quarters.'),
  finished_on: day
    .optional()
    .describe('The last day of reading, where the reader is; without it: today in UTC.'),
  review: review.optional().describe('The words of the reader. They come below a review that is there.'),
})

export const finishBook = tool({
  name: 'finish_book',
  title: 'Finish a book',
  description:
    'Marks a book as read: it ends the open reading, or adds one with the last day alone. It may rate and review the book. A ' +
    'call whose result was lost may be repeated.',
  scope: 'books:write',
  isReadOnly: false,
  input,
  run: async (c, { id, rating, finished_on, review }) => {
    const book = await readOwnBook(c, id)
    const { changed, before } = await changeAsRead(c, book, {
      status: 'read',
      progress: 1,
      rating,
      readings: withEnd(book.readings, finished_on ?? c.var.caller.at.toISOString().slice(0, 10)),
      review: withText(book.review, review),
    })
    const { status, progress, rating: rated } = before
    return { changed, before: { status, progress, rating: rated } }
  },
})
