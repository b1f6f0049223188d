import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { CallerEnv } from '../../auth/caller.ts'
import { requireUser } from '../../auth/require-user.ts'
import { bearer } from '../../auth/security-schemes.ts'
import { ApiError } from '../../http/errors.ts'
import { marked, markOf, type SecurityScheme } from '../../http/marks.ts'
import { checksQueryLater } from '../../http/query.ts'
import { digestDownloadToken } from './download-tokens.ts'
import { downloadTokenUse } from './statements.ts'

const downloadToken: SecurityScheme = {
  name: 'downloadToken',
  definition: {
    type: 'apiKey',
    in: 'query',
    name: 'token',
    description: 'Single use, valid for one minute: for links, which cannot send a header.',
  },
}

/**
 * The guard of a download. A link that a browser follows cannot send a header, so its query may carry a single-use
 * token. The transaction that reads the token deletes it: of two requests with one token only one passes.
 * @throws ApiError `invalid_token`, `invalid_request` for a bearer token besides; without a token in the query, the
 *   errors of `requireUser`
 */
export const requireDownload: MiddlewareHandler<CallerEnv> = marked(
  checksQueryLater(
    createMiddleware<CallerEnv>(async (c, next) => {
      const token = c.req.query('token')
      if (token === undefined) return requireUser(c, next)
      // RFC 6750, section 2: a request has one token. Checked before the token is used up.
      if (c.req.header('Authorization') !== undefined) throw new ApiError('invalid_request')
      const at = new Date()
      const { owner } = await c.var.db.batch(downloadTokenUse(await digestDownloadToken(token), at))
      if (!owner[0]) throw new ApiError('invalid_token')
      c.set('caller', { ...owner[0], at })
      c.set('callerId', owner[0].userId)
      return next()
    }),
  ),
  {
    ...markOf(requireUser),
    security: [bearer, downloadToken],
    errors: [...(markOf(requireUser).errors ?? []), 'invalid_request'],
  },
)
