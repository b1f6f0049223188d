import * as z from 'zod'
import { reading } from '../../books/field-rules.ts'
import { bookFields } from '../../books/fields.ts'
import { ApiError } from '../../http/errors.ts'
import { idParameter } from '../../http/fields.ts'
import { withTags, withText } from '../added.ts'
import { changeAsRead } from '../change.ts'
import { readOwnBook } from '../own-book.ts'
import { notice } from '../shown-book.ts'
import { tool } from '../tool.ts'

const { description, review, notes, tags } = bookFields.shape

const { readings, extra, ...replaced } = bookFields.omit({
  description: true,
  review: true,
  notes: true,
  tags: true,
}).shape

const input = z.strictObject({
  id: idParameter.describe('The id of the book.'),
  version: z.int().min(1).describe('The version that was read: a later one is not changed.'),
  ...z.object(replaced).partial().shape,
  add_to_description: description.optional().describe('Text that comes below the description.'),
  add_to_review: review.optional().describe('Text that comes below the review.'),
  add_to_notes: notes.optional().describe('Text that comes below the notes.'),
  add_tags: tags.optional().describe('Tags besides those that the book has.'),
  add_reading: reading.optional().describe('One more time that the book was read, or is read.'),
})

const sameReading = (a: z.output<typeof reading>) => (b: z.output<typeof reading>) =>
  a.started_on === b.started_on && a.finished_on === b.finished_on

export const changeBook = tool({
  name: 'change_book',
  title: 'Change a book',
  description:
    'Changes fields of a book, and adds to its texts, tags and readings. It removes no text, tag or reading. Only the fields ' +
    'that are given change; `before` has the values that were replaced.',
  scope: 'books:write',
  isReadOnly: false,
  input,
  run: async (c, { id, version, ...given }) => {
    const { add_to_description, add_to_review, add_to_notes, add_tags, add_reading, ...fields } = given
    const book = await readOwnBook(c, id)
    if (book.version !== version) throw new ApiError('version_mismatch')
    const isNewReading = add_reading && !book.readings.some(sameReading(add_reading))
    const { changed, before } = await changeAsRead(c, book, {
      ...fields,
      description: withText(book.description, add_to_description),
      review: withText(book.review, add_to_review),
      notes: withText(book.notes, add_to_notes),
      tags: withTags(book.tags, add_tags),
      readings: isNewReading ? [...book.readings, add_reading] : book.readings,
    })
    const names = changed.fields.filter((name) => name in replaced)
    return { notice, changed, before: Object.fromEntries(names.map((name) => [name, before[name]])) }
  },
})
