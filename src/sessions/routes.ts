import { retryLater } from '../auth/throttle/backoff.ts'
import { validateCredentials } from './sign-in/credentials.ts'
import { asCaller, requireUser } from '../auth/require-user.ts'
import { signIn } from './sign-in/sign-in.ts'
import { factory } from '../http/env.ts'
import { created } from '../http/envelope.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { validate, validateOptionalJson } from '../http/validate.ts'
import {
  endsSession,
  endsSessions,
  listsSessions,
  makesDownloadToken,
  refreshesTokens,
  signsIn,
  signsOut,
} from './contract.ts'
import { dropRefreshCookie, requireSameOrigin } from './cookies.ts'
import { digestDownloadToken, downloadTokenTtlSeconds, newDownloadToken } from './download-tokens/download-tokens.ts'
import { requireNamedSessions } from './named-sessions.ts'
import { endOwnSession, endOwnSessions, endSessions, insertDownloadToken, listSessions } from './statements.ts'
import { refresh } from './refresh/refresh.ts'
import { presentSession, refreshInput, sessionParameters } from './schema.ts'
import { answerWithTokens, readAttempt, readRefreshToken } from './transport.ts'

export const sessions = factory
  .createApp()

  .post('/login', signsIn, limitBursts('SIGN_IN_LIMIT'), validateCredentials, async (c) => {
    const { transport } = c.req.valid('json')
    if (transport === 'cookie') requireSameOrigin(c)
    const now = new Date()
    const result = await signIn(c.var.db, await readAttempt(c, c.req.valid('json'), now), c.var.config, now)
    switch (result.kind) {
      case 'rate_limited':
        throw retryLater(result.retryAt, now)
      case 'invalid_credentials':
      case 'account_disabled':
        throw new ApiError(result.kind)
      case 'signed_in': {
        const { user, session } = result
        logEvent('info', 'signed_in', { requestId: c.var.requestId, userId: user.id, sessionId: session.id })
        return answerWithTokens(c, 'Signed in.', transport, result, now)
      }
    }
  })

  .post(
    '/refresh',
    refreshesTokens,
    limitBursts('REFRESH_LIMIT'),
    validateOptionalJson(refreshInput),
    async (c) => {
      const { transport, claims } = await readRefreshToken(c, c.req.valid('json').refresh_token)
      const now = new Date()
      const result = claims ? await refresh(c.var.db, claims, now) : { kind: 'invalid_token' as const }
      switch (result.kind) {
        case 'refresh_token_reused':
          logEvent('warn', 'refresh_token_reused', { requestId: c.var.requestId, userId: result.userId })
          throw new ApiError(result.kind)
        case 'invalid_token':
          throw new ApiError(result.kind)
        case 'refreshed':
          return answerWithTokens(c, 'Signed in still.', transport, result, now)
      }
    },
  )

  .post('/logout', signsOut, validateOptionalJson(refreshInput), async (c) => {
    dropRefreshCookie(c)
    const sessionIds = await requireNamedSessions(c, c.req.valid('json').refresh_token)
    await c.var.db.batch([endSessions(c.var.db, sessionIds)])
    logEvent('info', 'signed_out', { requestId: c.var.requestId, sessionIds })
    return c.body(null, 204)
  })

  .get('/sessions', listsSessions, requireUser, async (c) => {
    const { db, caller } = c.var
    const [rows] = await asCaller(c, listSessions(db, caller))
    const data = rows.map((session) => presentSession(session, caller.sessionId))
    return c.json({ message: 'Where you are signed in.', data, page: { next: null } }, 200)
  })

  .delete('/sessions', endsSessions, requireUser, async (c) => {
    await asCaller(c, endOwnSessions(c.var.db, c.var.caller))
    return c.body(null, 204)
  })

  .delete(
    '/sessions/:id',
    endsSession,
    requireUser,
    validate('param', sessionParameters, 'session_not_found'),
    async (c) => {
      const [[ended]] = await asCaller(c, endOwnSession(c.var.db, c.var.caller, c.req.valid('param').id))
      if (!ended) throw new ApiError('session_not_found')
      return c.body(null, 204)
    },
  )

  .post('/download-tokens', makesDownloadToken, requireUser, async (c) => {
    const { db, caller } = c.var
    const token = newDownloadToken()
    const expiresAt = new Date(caller.at.getTime() + downloadTokenTtlSeconds * 1000)
    await asCaller(c, insertDownloadToken(db, caller, await digestDownloadToken(token), expiresAt))
    return created(c, 'Good for one download.', { token, expires_in: downloadTokenTtlSeconds })
  })
