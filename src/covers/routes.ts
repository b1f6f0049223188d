import * as z from 'zod'
import { limitStream } from '../bindings/limit-stream.ts'
import { noneMatchFails } from '../http/conditional.ts'
import { factory, type RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { parseRange } from '../http/range.ts'
import { watchedStream } from '../http/request-line.ts'
import { validate } from '../http/validate.ts'
import { coverContract } from './contract.ts'
import { type CoverFile, coverFiles, getCoverFile, headCoverFile, laterCoverFile } from './storage.ts'

const coverParameters = z.object({
  key: z
    .string()
    .length(22)
    .regex(/^[\w-]*$/)
    .meta({ description: '128 random bits, in base64url.', examples: ['AAAAAAAAAAAAAAAAAAAAAA'] }),
  file: z
    .enum(coverFiles)
    .describe(
      'The cover has at most 1,200 pixels a side, the thumbnail 150, and the cover for shelves 480. Covers from before the ' +
        'last file existed send `cover.webp` in its place.',
    ),
})
const validParameters = validate('param', coverParameters, 'cover_not_found')

const headersOf = (object: R2Object, file: CoverFile) => ({
  'Content-Disposition': `inline; filename="${file}"`,
  ETag: object.httpEtag,
  'Accept-Ranges': 'bytes',
  'Cache-Control': 'public, max-age=31536000, immutable',
})

const fileHeaders = {
  'Content-Type': 'image/webp',
  // Pages of other sites may show covers.
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

const wholeHeaders = (object: R2Object, file: CoverFile) => ({
  ...fileHeaders,
  ...headersOf(object, file),
  'Content-Length': String(object.size),
})

/** Reads a file, or `cover.webp` where the cover is older than the file. Both are immutable. */
const orCover = async <T>(file: CoverFile, read: (file: CoverFile) => Promise<T | null>) =>
  (await read(file)) ?? (file === laterCoverFile ? read('cover.webp') : null)

/** The requested part of a file; undefined: all of it. */
const requestedRange = (c: RequestContext, { httpEtag, size }: R2Object) => {
  const header = c.req.header('Range')
  const ifRange = c.req.header('If-Range')
  if (header === undefined || (ifRange !== undefined && ifRange !== httpEtag)) return undefined
  const range = parseRange(header, size)
  if (range !== 'unsatisfiable') return range
  throw new ApiError('range_not_satisfiable', { headers: { 'Content-Range': `bytes */${size}` } })
}

/** Whether the size or the ETag of the file decides the response. */
const needsHead = ({ req }: RequestContext) =>
  req.method === 'HEAD' || req.header('If-None-Match') !== undefined || req.header('Range') !== undefined

export const covers = factory
  .createApp()

  // No token: the key gives access. It has 128 random bits, and only readers of the book get it.
  .get('/:key/:file', coverContract, validParameters, async (c) => {
    const { key, file } = c.req.valid('param')
    const head = needsHead(c)
      ? await orCover(file, (stored) => headCoverFile(c.var.bucket, key, stored))
      : undefined
    if (head === null) throw new ApiError('cover_not_found')
    // The other preconditions come before the range (RFC 9110, section 13.2.2).
    if (head && noneMatchFails(c.req.header('If-None-Match'), head.httpEtag))
      return c.var.respond(304, headersOf(head, file))
    // RFC 9110, section 14.2: Range is for GET.
    if (head && c.req.method === 'HEAD') return c.var.respond(200, null, wholeHeaders(head, file))
    const range = head && requestedRange(c, head)
    const object = await orCover(file, (stored) => getCoverFile(c.var.bucket, key, stored, range))
    if (!object) throw new ApiError('cover_not_found')
    const whole = wholeHeaders(object, file)
    const { offset, length } = range ?? { offset: 0, length: object.size }
    const limited = limitStream('R2 body', c.var.config.timeLimitMs, object.body, length)
    const body = watchedStream(c, limited, length)
    if (!range) return c.var.respond(200, body, whole)
    return c.var.respond(206, body, {
      ...whole,
      'Content-Range': `bytes ${offset}-${offset + length - 1}/${object.size}`,
      'Content-Length': String(length),
    })
  })
