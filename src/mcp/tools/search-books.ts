import * as z from 'zod'
import { readAsCaller } from '../../auth/live-caller.ts'
import { bookFields } from '../../books/fields.ts'
import { filterParameters } from '../../books/filter-parameters.ts'
import { listOptions, sorts } from '../../books/list-query.ts'
import { type ListRow, selectBooks } from '../../books/listing.ts'
import { presentListRow } from '../../books/present.ts'
import type { ListedBook } from '../../books/presented-book.ts'
import { cursorParameter, pageOf } from '../../http/pagination.ts'
import { defaultSearchRows, maxSearchRows } from '../limits.ts'
import { notice, shownRow } from '../shown-book.ts'
import { tool } from '../tool.ts'

const { cover, rating_min, owned, ...filters } = filterParameters

const input = z.strictObject({
  ...filters,
  rating_min: bookFields.shape.rating.unwrap().optional().describe('Only books with at least this rating.'),
  owned: z
    .boolean()
    .optional()
    .describe('Only books that the reader owns, or only those that they do not own.'),
  sort: z
    .enum(sorts)
    .default('-created_at')
    .describe('The order; `-` reverses it. Books without a value are last.'),
  limit: z
    .int()
    .min(1)
    .max(maxSearchRows)
    .default(defaultSearchRows)
    .describe('The most books of the result.'),
  cursor: cursorParameter.optional().describe('`next` of the result before.'),
})

export const searchBooks = tool({
  name: 'search_books',
  title: 'Search books',
  description:
    'Finds books in the library of the reader, or lists them: by words, status, tag, author and more. Without filters: the ' +
    'latest ones. The result has the id and the version of each book; read_book has the rest.',
  scope: 'books:read',
  isReadOnly: true,
  input,
  run: async (c, query) => {
    const { caller, config } = c.var
    const options = listOptions({ ...query, scope: 'mine', from: undefined, cover: undefined })
    const found = await readAsCaller<ListRow>(c.var, selectBooks(caller, options))
    const { rows, next } = pageOf(found, query.limit, ({ sortKey, createdAt, id }) => [
      sortKey === undefined ? createdAt.getTime() : sortKey,
      id,
    ])
    const books = rows.map((row) => presentListRow(row, caller.userId, config.publicUrl) as ListedBook)
    return { notice, books: books.map(shownRow), next }
  },
})
