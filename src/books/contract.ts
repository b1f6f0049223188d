import { describe } from '../http/marks.ts'
import { presentedBook } from './schema.ts'

const tag = 'Books'

/** What can be wrong with a cover. */
const coverRefusals = ['invalid_image', 'image_too_large', 'unsupported_image', 'rate_limited'] as const

export const addsBook = describe({
  id: 'addBook',
  summary: 'Add a book',
  description:
    'Adds a book with its cover, which is encoded anew in two sizes, turned upright and without metadata.',
  tag,
  answers: { 201: { message: 'Book added.', data: presentedBook, headers: ['ETag', 'Location'] } },
  refuses: [...coverRefusals, 'title_taken', 'idempotency_in_progress', 'idempotency_key_reused'],
  requestHeaders: ['Idempotency-Key'],
})

export const listsBooks = describe({
  id: 'listBooks',
  summary: 'List books',
  description:
    'Your books, newest first unless `sort` says otherwise; or with `scope=all` those of everybody.',
  tag,
  answers: { 200: { message: 'Your books.', data: presentedBook, isPage: true, headers: ['Link'] } },
  refuses: ['invalid_cursor'],
})

export const readsBook = describe({
  id: 'readBook',
  summary: 'Read a book',
  description: 'Any book, for anybody who is signed in.',
  tag,
  answers: {
    200: { message: 'The book.', data: presentedBook, headers: ['ETag'] },
    304: { message: 'The book is still as `If-None-Match` says.', headers: ['ETag'] },
  },
  requestHeaders: ['If-None-Match'],
})

export const changesBook = describe({
  id: 'changeBook',
  alsoByPut: true,
  summary: 'Change a book',
  description:
    'Changes the fields that are sent, and no others; as JSON, or as a form that may bring a new cover.',
  tag,
  answers: { 200: { message: 'Book changed.', data: presentedBook, headers: ['ETag'] } },
  refuses: [...coverRefusals, 'book_not_found', 'title_taken', 'version_mismatch'],
  requestHeaders: ['If-Match'],
})

export const deletesBook = describe({
  id: 'deleteBook',
  summary: 'Delete a book',
  description: 'Deletes a book, and its cover files.',
  tag,
  answers: { 204: { message: 'The book is deleted.' } },
  refuses: ['version_mismatch'],
  requestHeaders: ['If-Match'],
})
