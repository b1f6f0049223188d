import * as z from 'zod'
import { noneMatchFails } from '../http/conditional.ts'
import { factory, type RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { parseRange } from '../http/range.ts'
import { validate } from '../http/validate.ts'
import { coverContract } from './contract.ts'
import { type CoverFile, coverFiles, getCoverFile, headCoverFile } from './storage.ts'

const coverParameters = z.object({
  key: z
    .string()
    .length(22)
    .regex(/^[\w-]*$/)
    .meta({ description: '128 random bits, in base64url.', examples: ['AAAAAAAAAAAAAAAAAAAAAA'] }),
  file: z.enum(coverFiles).describe('The cover has at most 1,200 pixels a side, the thumbnail 150.'),
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

/** The requested part of a file; undefined: all of it. */
const requestedRange = async (c: RequestContext, key: string, file: CoverFile) => {
  const header = c.req.header('Range')
  if (header === undefined || c.req.method !== 'GET') return undefined
  const object = await headCoverFile(c.env.COVERS, key, file)
  if (!object) return undefined
  const ifRange = c.req.header('If-Range')
  const isStale = ifRange !== undefined && ifRange !== object.httpEtag
  // The other preconditions come before the range (RFC 9110, section 13.2.2).
  if (isStale || noneMatchFails(c.req.header('If-None-Match'), object.httpEtag)) return undefined
  const range = parseRange(header, object.size)
  if (range !== 'unsatisfiable') return range
  throw new ApiError('range_not_satisfiable', { headers: { 'Content-Range': `bytes */${object.size}` } })
}

export const covers = factory
  .createApp()

  // No token: the key gives access. It has 128 random bits, and only readers of the book get it.
  .get('/:key/:file', coverContract, validParameters, async (c) => {
    const { key, file } = c.req.valid('param')
    const range = await requestedRange(c, key, file)
    const object = await getCoverFile(c.env.COVERS, key, file, range)
    if (!object) throw new ApiError('cover_not_found')
    const headers = headersOf(object, file)
    if (noneMatchFails(c.req.header('If-None-Match'), object.httpEtag)) {
      await object.body.cancel()
      return c.var.respond(304, headers)
    }
    const whole = { ...fileHeaders, ...headers, 'Content-Length': String(object.size) }
    if (!range) return c.var.respond(200, object.body, whole)
    const { offset, length } = range
    return c.var.respond(206, object.body, {
      ...whole,
      'Content-Range': `bytes ${offset}-${offset + length - 1}/${object.size}`,
      'Content-Length': String(length),
    })
  })
