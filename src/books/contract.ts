import { contract } from '../http/contract.ts'
import { presentedBook } from './schema.ts'

const tag = 'Books'
const coverErrors = ['invalid_image', 'image_too_large', 'unsupported_image', 'rate_limited'] as const

export const bookCreationContract = contract({
  id: 'addBook',
  summary: 'Add a book',
  description:
    'Adds a book with its cover. The service encodes the cover again in two sizes, upright and without metadata.',
  tag,
  responses: { 201: { message: 'Book added.', data: presentedBook, headers: ['ETag', 'Location'] } },
  errors: [
    ...coverErrors,
    'quota_exceeded',
    'title_taken',
    'idempotency_in_progress',
    'idempotency_key_reused',
  ],
  requestHeaders: ['Idempotency-Key'],
})

export const bookListContract = contract({
  id: 'listBooks',
  summary: 'List books',
  description: 'Your books, by default newest first; with `scope=all` the books of all readers.',
  tag,
  responses: { 200: { message: 'A page of books.', data: presentedBook, isPage: true, headers: ['Link'] } },
  errors: ['invalid_cursor'],
})

export const bookContract = contract({
  id: 'readBook',
  summary: 'Read a book',
  description: 'Every signed-in user may read every book.',
  tag,
  responses: {
    200: { message: 'The book.', data: presentedBook, headers: ['ETag', 'Cache-Control'] },
    304: { message: 'The book has not changed.', headers: ['ETag', 'Cache-Control'] },
  },
  errors: ['book_not_found'],
  requestHeaders: ['If-None-Match'],
})

export const bookChangeContract = contract({
  id: 'changeBook',
  summary: 'Change a book',
  description: 'Changes only the fields that are sent: as JSON, or as a form that may hold a new cover.',
  tag,
  responses: { 200: { message: 'Book changed.', data: presentedBook, headers: ['ETag'] } },
  errors: [...coverErrors, 'quota_exceeded', 'book_not_found', 'title_taken', 'version_mismatch'],
  requestHeaders: ['If-Match'],
})

export const bookDeletionContract = contract({
  id: 'deleteBook',
  summary: 'Delete a book',
  description: 'Deletes a book and the files of its cover.',
  tag,
  responses: { 204: { message: 'The book is deleted.' } },
  errors: ['book_not_found', 'invalid_input', 'version_mismatch'],
  requestHeaders: ['If-Match'],
})
