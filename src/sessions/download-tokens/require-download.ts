import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { described, fragmentOf } from '../../http/marks.ts'
import { checksQueryLater } from '../../http/query.ts'
import { digestDownloadToken } from './download-tokens.ts'
import { findDownload, spendDownloadToken } from '../statements.ts'
import { requireUser } from '../../auth/require-user.ts'

/**
 * The guard of a download: a link that a browser follows cannot send a header, so it may carry a single-use token in
 * its query instead. It is used up in the transaction that looks it up: of two requests with it one gets through.
 * @throws ApiError `invalid_token`, `invalid_request` for a bearer token besides; without a token in the query, what
 *   `requireUser` throws
 */
export const requireDownload = described(
  checksQueryLater(
    factory.createMiddleware(async (c, next) => {
      const token = c.req.query('token')
      if (token === undefined) return requireUser(c, next)
      // RFC 6750, section 2: one way to say who asks. Checked before the token is used up.
      if (c.req.header('Authorization') !== undefined) throw new ApiError('invalid_request')
      const { db } = c.var
      const at = new Date()
      const digest = await digestDownloadToken(token)
      const [[caller]] = await db.batch([findDownload(db, digest, at), spendDownloadToken(db, digest)])
      if (!caller) throw new ApiError('invalid_token')
      c.set('caller', { ...caller, at })
      return next()
    }),
  ),
  {
    ...fragmentOf(requireUser),
    security: ['bearer', 'downloadToken'],
    refuses: [...(fragmentOf(requireUser).refuses ?? []), 'invalid_request'],
  },
)
