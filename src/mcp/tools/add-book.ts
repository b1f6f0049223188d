import { createBook } from '../../books/create.ts'
import { bookFields } from '../../books/fields.ts'
import { uninterrupted } from '../../http/uninterrupted.ts'
import { tool } from '../tool.ts'

const input = bookFields.omit({ extra: true }).partial().required({ title: true })

export const addBook = tool({
  name: 'add_book',
  title: 'Add a book',
  description:
    'Adds a book to the library of the reader. Only the title is required; lookup_book finds the rest. A book with the same ' +
    'title, authors and ISBN is never added twice, so a call whose result was lost may be repeated.',
  scope: 'books:write',
  isReadOnly: false,
  input,
  run: async (c, fields) => {
    const { id, version, title, authors } = await uninterrupted(c, createBook(c, fields, undefined))
    return { added: { id, version, title, authors } }
  },
})
