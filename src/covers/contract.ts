import * as z from 'zod'
import { describe } from '../http/marks.ts'
import { stating } from '../http/json-schema.ts'

const image = stating(z.instanceof(Blob), {
  type: 'string',
  format: 'binary',
  maxLength: 10_000_000,
  description: 'The image.',
})
const headers = ['Accept-Ranges', 'Content-Disposition', 'ETag'] as const

export const readsCover = describe({
  id: 'readCover',
  summary: 'Read a file of a cover',
  description:
    'Public: the key is what permits it, 128 random bits that readers of the book are told. Never changes.',
  tag: 'Covers',
  answers: {
    200: { message: 'The file.', content: { 'image/webp': image }, headers },
    206: {
      message: 'A part of the file.',
      content: { 'image/webp': image },
      headers: [...headers, 'Content-Range'],
    },
    304: { message: 'The client has it already.', headers },
  },
  refuses: ['range_not_satisfiable', 'service_unavailable'],
  requestHeaders: ['If-None-Match', 'Range', 'If-Range'],
})
