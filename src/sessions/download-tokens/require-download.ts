import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { CallerEnv } from '../../auth/caller.ts'
import { digestToken } from '../../auth/random-tokens.ts'
import { requireScope } from '../../auth/require-scope.ts'
import { ApiError } from '../../http/errors.ts'
import { marked, markOf, type SecurityScheme } from '../../http/marks.ts'
import { checksQueryLater } from '../../http/query.ts'
import { deleteDownloadToken, selectDownloadOwner } from './statements.ts'

/** The environment of a download. */
export type DownloadEnv = CallerEnv & {
  Variables: {
    /** Spends the download token, for the batch that reads the first part of the file; absent if there is none to spend. */
    spendToken?: ReturnType<typeof deleteDownloadToken>
  }
}

const withScope = requireScope('books:read')

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
 * token. The handler spends it together with its first read: a request that is an error or that fails keeps the token.
 * @throws ApiError `invalid_token`, `invalid_request` for a bearer token besides; without a token in the query, the
 *   errors of `requireScope`
 */
export const requireDownload: MiddlewareHandler<DownloadEnv> = marked(
  checksQueryLater(
    createMiddleware<DownloadEnv>(async (c, next) => {
      const token = c.req.query('token')
      if (token === undefined) return withScope(c, next)
      // RFC 6750, section 2: a request has one token.
      if (c.req.header('Authorization') !== undefined) throw new ApiError('invalid_request')
      const [at, digest] = [new Date(), await digestToken(token)]
      const { owner } = await c.var.db.batch({ owner: selectDownloadOwner(digest, at) })
      if (!owner[0]) throw new ApiError('invalid_token')
      c.set('caller', { kind: 'session', ...owner[0], at })
      c.set('callerId', owner[0].userId)
      c.set('limitKey', owner[0].userId)
      // A HEAD request gets no file: mail scanners and download managers send one before the real request.
      if (c.req.method !== 'HEAD') c.set('spendToken', deleteDownloadToken(digest))
      return next()
    }),
  ),
  {
    ...markOf(withScope),
    security: [...(markOf(withScope).security ?? []), downloadToken],
    errors: [...(markOf(withScope).errors ?? []), 'invalid_request'],
  },
)
