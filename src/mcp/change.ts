import type { CallerContext } from '../auth/caller.ts'
import type { BookField, BookFields } from '../books/fields.ts'
import { bookFields } from '../books/fields.ts'
import { fieldsOf, type KnownFields, type OwnRow } from '../books/rows.ts'
import { updateFields } from '../books/update.ts'
import { uninterrupted } from '../http/uninterrupted.ts'
import { parseInput } from '../http/validate.ts'

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Changes a book as it was read.
 * @returns its new version, and the values that were replaced, with which the change can be taken back
 * @throws ApiError `invalid_input` for a text or a list that has become too long, and the errors of `updateFields`
 */
export const changeAsRead = async (c: CallerContext, book: OwnRow, changes: KnownFields) => {
  const before: BookFields = fieldsOf(book)
  const names = (Object.keys(changes) as BookField[]).filter(
    (name) => changes[name] !== undefined && !isSame(changes[name], before[name]),
  )
  const wanted = parseInput(
    bookFields.partial(),
    Object.fromEntries(names.map((name) => [name, changes[name]])),
  )
  const work = updateFields(c, book.id, [book.version], wanted)
  const { version, title } = await uninterrupted(c, work)
  return { changed: { id: book.id, version, title, fields: names }, before }
}
