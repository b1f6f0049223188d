import * as z from 'zod'
import { presentOwnBook } from '../../books/present.ts'
import { idParameter } from '../../http/fields.ts'
import { maxShownText } from '../limits.ts'
import { readOwnBook } from '../own-book.ts'
import { notice, shownBook } from '../shown-book.ts'
import { tool } from '../tool.ts'

const input = z.strictObject({
  id: idParameter.describe('The id of the book, from search_books.'),
  whole_texts: z
    .boolean()
    .default(false)
    .describe(
      `Whether texts over ${maxShownText} characters are whole. Otherwise \`cut\` names those that are not.`,
    ),
})

export const readBook = tool({
  name: 'read_book',
  title: 'Read a book',
  description: 'Everything that the library of the reader knows of one book, with its version.',
  scope: 'books:read',
  isReadOnly: true,
  input,
  run: async (c, { id, whole_texts }) => {
    const book = await readOwnBook(c, id)
    return { notice, book: shownBook(presentOwnBook(book, c.var.config.publicUrl), whole_texts) }
  },
})
