import * as z from 'zod'
import { contract } from '../http/contract.ts'
import { listedBook, ownBook, publicBook } from './presented-book.ts'

const tag = 'Books'
const coverErrors = ['invalid_image', 'image_too_large', 'unsupported_image', 'rate_limited'] as const

export const bookCreationContract = contract({
  id: 'addBook',
  summary: 'Add a book',
  description:
    'Adds a book: as a form with its cover, or as JSON without one. The service encodes the cover again in three sizes, ' +
    'upright and without metadata. In a form, `authors` and `tags` are repeated parts, and `readings` and `extra` are JSON.',
  tag,
  responses: { 201: { message: 'Book added.', data: ownBook, headers: ['ETag', 'Location'] } },
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
  responses: {
    200: {
      message: 'A page of books.',
      data: z.union([listedBook, publicBook]),
      isPage: true,
      headers: ['Link'],
    },
  },
  errors: ['invalid_cursor'],
})

export const bookContract = contract({
  id: 'readBook',
  summary: 'Read a book',
  description:
    'Every signed-in user may read every book, unless `SHARED_CATALOGUE` is off. Only its owner sees the status, rating, progress, readings, tags, review, ' +
    'notes, `owned` and `extra`. The `ETag` of the owner is `"7"`, that of other readers `"7-public"`.',
  tag,
  responses: {
    200: { message: 'The book.', data: z.union([ownBook, publicBook]), headers: ['ETag', 'Cache-Control'] },
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
  responses: { 200: { message: 'Book changed.', data: ownBook, headers: ['ETag'] } },
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

export const coverRemovalContract = contract({
  id: 'removeCover',
  summary: 'Remove a cover',
  description: 'Deletes the files of the cover. The book stays, without a cover.',
  tag,
  responses: { 200: { message: 'Cover removed.', data: ownBook, headers: ['ETag'] } },
  errors: ['book_not_found', 'invalid_input', 'version_mismatch'],
  requestHeaders: ['If-Match'],
})
