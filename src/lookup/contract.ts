import * as z from 'zod'
import { ownBook } from '../books/presented-book.ts'
import { contract } from '../http/contract.ts'
import { stating } from '../http/json-schema.ts'
import { maxPreviewBytes } from './limits.ts'
import { presentedFound } from './schema.ts'

const tag = 'Books'

export const lookupContract = contract({
  id: 'lookUpBook',
  summary: 'Look up a book',
  description:
    'The data of a book from public catalogues, by ISBN or by words of title and author; best first. Give `isbn` or `q`. ' +
    'A field that the provider does not know is null or empty. At most 60 an hour.',
  tag,
  responses: {
    200: { message: 'The books that were found.', data: presentedFound, isPage: true },
  },
  errors: ['book_not_found', 'lookup_unavailable', 'rate_limited'],
})

const image = stating(z.instanceof(Blob), {
  type: 'string',
  format: 'binary',
  maxLength: maxPreviewBytes,
  description: 'The picture.',
})

export const previewContract = contract({
  id: 'readPreview',
  summary: 'Read the preview of a found cover',
  description: 'Public: the address comes from a lookup and is valid for a day or two.',
  tag,
  responses: {
    200: {
      message: 'The picture.',
      content: { 'image/jpeg': image, 'image/png': image, 'image/webp': image, 'image/gif': image },
      headers: ['Cache-Control', 'X-D1-Bookmark'],
    },
  },
  errors: ['cover_not_found', 'lookup_unavailable', 'rate_limited', 'service_unavailable'],
})

export const coverChoiceContract = contract({
  id: 'takeCover',
  summary: 'Take a cover from a lookup',
  description:
    'Gives a book the cover that a lookup found: `source` and `cover.id` of its response. The service fetches the picture ' +
    'from the provider, and treats it like an upload. At most 60 an hour.',
  tag,
  responses: { 200: { message: 'Book changed.', data: ownBook, headers: ['ETag'] } },
  errors: ['book_not_found', 'cover_not_found', 'quota_exceeded', 'lookup_unavailable', 'rate_limited'],
})

export const bookByIsbnContract = contract({
  id: 'addBookByIsbn',
  summary: 'Add a book by its ISBN',
  description:
    'Looks the book up and adds it, with its cover if a catalogue has one: `GET /lookup`, `POST /books` and ' +
    '`POST /books/{id}/cover` in one request. It counts as a lookup, at most 60 an hour. Send the fields that only you know ' +
    'besides.',
  tag,
  responses: { 201: { message: 'Book added.', data: ownBook, headers: ['ETag', 'Location'] } },
  errors: [
    'book_not_found',
    'quota_exceeded',
    'title_taken',
    'lookup_unavailable',
    'rate_limited',
    'idempotency_in_progress',
    'idempotency_key_reused',
  ],
  requestHeaders: ['Idempotency-Key'],
})
