import * as z from 'zod'
import { contract } from '../http/contract.ts'
import { stating } from '../http/json-schema.ts'
import { maxCoverBytes } from './limits.ts'

const image = stating(z.instanceof(Blob), {
  type: 'string',
  format: 'binary',
  maxLength: maxCoverBytes,
  description: 'The image.',
})
const content = { 'image/webp': image }
const headers = ['Accept-Ranges', 'Cache-Control', 'Content-Disposition', 'ETag'] as const

export const coverContract = contract({
  id: 'readCover',
  summary: 'Read a file of a cover',
  description:
    'Public: the key gives access. It has 128 random bits, and only readers of the book get it. A file never changes.',
  tag: 'Covers',
  responses: {
    200: { message: 'The file.', content, headers },
    206: { message: 'A part of the file.', content, headers: [...headers, 'Content-Range'] },
    304: { message: 'The client already has the file.', headers },
  },
  errors: ['cover_not_found', 'range_not_satisfiable', 'service_unavailable'],
  requestHeaders: ['If-None-Match', 'Range', 'If-Range'],
})
