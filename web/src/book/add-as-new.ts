import { openWith } from '../drafts/open-with.ts'
import { user } from '../session/session.ts'
import { contentOf, type KeptBook, newBookName } from './kept-book.ts'

/** Opens the form of a new book with the draft of a book that was deleted. */
export const addAsNew = async (value: KeptBook): Promise<void> => {
  const readerId = user.peek()?.id
  if (readerId === undefined) return
  const form = { readerId, name: newBookName, href: '#/books/new/hand' }
  await openWith(form, contentOf({ ...value, base: undefined, key: undefined }))
}
