import { asCaller } from '../auth/live-caller.ts'
import { purposes } from '../auth/purposes.ts'
import { requireUser } from '../auth/require-user.ts'
import { attemptTooEarly } from '../auth/throttle/backoff.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import {
  allSessionsEndContract,
  downloadTokenContract,
  refreshContract,
  sessionEndContract,
  sessionListContract,
  signInContract,
  signOutContract,
} from './contract.ts'
import { requireSameOrigin } from './cookies.ts'
import { digestDownloadToken, newDownloadToken } from './download-tokens/download-tokens.ts'
import { insertDownloadToken } from './download-tokens/statements.ts'
import { requireNamedSessions } from './named-sessions.ts'
import { readRefreshToken } from './refresh/read-refresh-token.ts'
import { refresh } from './refresh/refresh.ts'
import { presentSession, refreshInput, sessionParameters } from './schema.ts'
import { validateCredentials } from './sign-in/credentials.ts'
import { readAttempt } from './sign-in/read-attempt.ts'
import { signIn } from './sign-in/sign-in.ts'
import { checkQuery, clearCookieFirst } from './sign-out.ts'
import { deleteOwnSession, deleteOwnSessions, deleteSessions, selectOwnSessions } from './statements.ts'
import { presentTokens } from './tokens.ts'

const validateRefreshInput = validateBody({ json: refreshInput, isOptional: true })
// The counter of tokens is not that of exports: each download takes one of both.
const limitTokens = limitBursts('EXPORT_LIMIT', (c) => c.var.callerId && `token:${c.var.callerId}`)
const validId = validate('param', sessionParameters, 'session_not_found')

export const sessions = factory
  .createApp()

  .post('/login', signInContract, limitBursts('SIGN_IN_LIMIT'), validateCredentials, async (c) => {
    const { transport } = c.req.valid('json')
    if (transport === 'cookie') requireSameOrigin(c)
    const now = new Date()
    const result = await signIn(c.var.db, await readAttempt(c, c.req.valid('json'), now), c.var.config, now)
    switch (result.kind) {
      case 'rate_limited':
        throw attemptTooEarly(result.retryAt, now)
      case 'invalid_credentials':
      case 'account_disabled':
        throw new ApiError(result.kind)
      case 'signed_in': {
        const { user, session } = result
        logEvent('info', 'signed_in', { requestId: c.var.requestId, userId: user.id, sessionId: session.id })
        return c.var.respond(200, await presentTokens(c, transport, result, now))
      }
    }
  })

  .post('/refresh', refreshContract, limitBursts('REFRESH_LIMIT'), validateRefreshInput, async (c) => {
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
        return c.var.respond(200, await presentTokens(c, transport, result, now))
    }
  })

  .post('/logout', signOutContract, clearCookieFirst, checkQuery, validateRefreshInput, async (c) => {
    const sessionIds = await requireNamedSessions(c, c.req.valid('json').refresh_token)
    await c.var.db.batch({ ended: deleteSessions(sessionIds) })
    logEvent('info', 'signed_out', { requestId: c.var.requestId, sessionIds })
    return c.var.respond(204)
  })

  .get('/sessions', sessionListContract, requireUser, async (c) => {
    const { caller } = c.var
    const { own } = await asCaller(c.var, { own: selectOwnSessions(caller) })
    const rows = own.map((session) => presentSession(session, caller.sessionId))
    return c.var.respond(200, rows, null)
  })

  .delete('/sessions', allSessionsEndContract, requireUser, async (c) => {
    await asCaller(c.var, { ended: deleteOwnSessions(c.var.caller) })
    return c.var.respond(204)
  })

  .delete('/sessions/:id', sessionEndContract, requireUser, validId, async (c) => {
    const { ended } = await asCaller(c.var, {
      ended: deleteOwnSession(c.var.caller, c.req.valid('param').id),
    })
    if (ended.length === 0) throw new ApiError('session_not_found')
    return c.var.respond(204)
  })

  .post('/download-tokens', downloadTokenContract, requireUser, limitTokens, async (c) => {
    const { caller } = c.var
    const { ttlSeconds } = purposes.download
    const token = newDownloadToken()
    const expiresAt = new Date(caller.at.getTime() + ttlSeconds * 1000)
    await asCaller(c.var, {
      stored: insertDownloadToken(caller, await digestDownloadToken(token), expiresAt),
    })
    return c.var.respond(201, { token, expires_in: ttlSeconds })
  })
