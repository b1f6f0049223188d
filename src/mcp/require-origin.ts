import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { loggableOrigin } from '../http/log.ts'
import { marked } from '../http/marks.ts'

/**
 * Rejects the pages of other sites, also where a name of theirs leads to this machine (DNS rebinding). Programs send no
 * `Origin`.
 * @throws ApiError `origin_mismatch`
 */
export const requireKnownOrigin = marked(
  factory.createMiddleware(async (c, next) => {
    const origin = c.req.header('Origin')
    const { publicUrl, corsOrigins } = c.var.config
    if (origin !== undefined && origin !== publicUrl && !corsOrigins.includes(origin))
      throw new ApiError('origin_mismatch', { cause: { origin: loggableOrigin(origin) } })
    await next()
  }),
  { errors: ['origin_mismatch'] },
)
