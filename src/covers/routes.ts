import type { Context } from 'hono'
import * as z from 'zod'
import { noneMatchFails } from '../http/conditional.ts'
import { type AppEnv, factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { parseRange } from '../http/range.ts'
import { validate } from '../http/validate.ts'
import { readsCover } from './contract.ts'
import { type CoverFile, coverFiles, getCoverFile, headCoverFile } from './storage.ts'

const coverParameters = z.object({
  key: z
    .string()
    .length(22)
    .regex(/^[\w-]*$/)
    .describe('128 random bits, in base64url.'),
  file: z.enum(coverFiles).describe('At most 1,200 pixels a side, or at most 150.'),
})

const describe = (c: Context<AppEnv>, object: R2Object, file: CoverFile): void => {
  c.header('Content-Type', 'image/webp')
  c.header('Content-Disposition', `inline; filename="${file}"`)
  c.header('ETag', object.httpEtag)
  c.header('Accept-Ranges', 'bytes')
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  // Covers are made to be shown on other sites' pages.
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
}

/** The part of a file that the request asks for; undefined: all of it. */
const requestedRange = async (c: Context<AppEnv>, key: string, file: CoverFile) => {
  const header = c.req.header('Range')
  if (header === undefined || c.req.method !== 'GET') return undefined
  const object = await headCoverFile(c.env.COVERS, key, file)
  if (!object) return undefined
  const ifRange = c.req.header('If-Range')
  const isStale = ifRange !== undefined && ifRange !== object.httpEtag
  // A range counts only once the other preconditions have been met (RFC 9110, section 13.2.2).
  if (isStale || noneMatchFails(c.req.header('If-None-Match'), object.httpEtag)) return undefined
  const range = parseRange(header, object.size)
  if (range !== 'unsatisfiable') return range
  throw new ApiError('range_not_satisfiable', { headers: { 'Content-Range': `bytes */${object.size}` } })
}

export const covers = factory
  .createApp()

  // No token: the key is the permission, 128 random bits that only readers of the book are told.
  .get('/:key/:file', readsCover, validate('param', coverParameters, 'cover_not_found'), async (c) => {
    const { key, file } = c.req.valid('param')
    const range = await requestedRange(c, key, file)
    const object = await getCoverFile(c.env.COVERS, key, file, range)
    if (!object) throw new ApiError('cover_not_found')
    describe(c, object, file)
    if (noneMatchFails(c.req.header('If-None-Match'), object.httpEtag)) {
      await object.body.cancel()
      return c.body(null, 304)
    }
    if (!range) return c.body(object.body, 200, { 'Content-Length': String(object.size) })
    const { offset, length } = range
    const partial = {
      'Content-Range': `bytes ${offset}-${offset + length - 1}/${object.size}`,
      'Content-Length': String(length),
    }
    return c.body(object.body, 206, partial)
  })
