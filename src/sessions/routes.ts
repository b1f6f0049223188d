import type { SessionCaller } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { purposes } from '../auth/purposes.ts'
import { digestToken, newRandomToken } from '../auth/random-tokens.ts'
import { requireUser } from '../auth/require-user.ts'
import { selectTrustedDevices } from '../factors/trusted-devices/statements.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import {
  allSessionsEndContract,
  downloadTokenContract,
  sessionEndContract,
  sessionListContract,
  signOutContract,
} from './contract.ts'
import { insertDownloadToken } from './download-tokens/statements.ts'
import { requireNamedSessions } from './named-sessions.ts'
import { presentSessions } from './present.ts'
import { refreshInput, sessionParameters } from './schema.ts'
import { checkQuery, clearCookieFirst, logSignedOut } from './sign-out.ts'
import { allSessionsEnding, idsOf, selectOwnSessions, sessionEnding, signingOut } from './statements.ts'

const validateRefreshInput = validateBody({ json: refreshInput, isOptional: true })
// The counter of tokens is not that of exports: each download takes one of both.
const limitTokens = limitBursts('EXPORT_LIMIT', (c) => c.var.limitKey && `token:${c.var.limitKey}`)
const validId = validate('param', sessionParameters, 'session_not_found')

const logSessionsEnded = (
  { requestId, caller: { userId, sessionId } }: { requestId: string; caller: SessionCaller },
  ended: { id: string }[],
) => logEvent('info', 'sessions_ended', { requestId, userId, sessionId, endedSessionIds: idsOf(ended) })

export const sessions = factory
  .createApp()

  .post('/logout', signOutContract, clearCookieFirst, checkQuery, validateRefreshInput, async (c) => {
    const sessionIds = await requireNamedSessions(c, c.req.valid('json').refresh_token)
    const { ended } = await c.var.db.batch(signingOut(sessionIds, readUserAgent(c), new Date()))
    logSignedOut(c, ended)
    return c.var.respond(204)
  })

  .get('/sessions', sessionListContract, requireUser, async (c) => {
    const { caller } = c.var
    const { own, trusted } = await asCaller(c.var, {
      own: selectOwnSessions(caller),
      trusted: selectTrustedDevices(caller.userId, caller.at),
    })
    const rows = presentSessions(own, trusted, caller.sessionId)
    return c.var.respond(200, rows, null)
  })

  .delete('/sessions', allSessionsEndContract, requireUser, async (c) => {
    const { ended } = await asCaller(c.var, allSessionsEnding(c.var.caller, readUserAgent(c)))
    logSessionsEnded(c.var, ended)
    return c.var.respond(204)
  })

  .delete('/sessions/:id', sessionEndContract, requireUser, validId, async (c) => {
    const ending = sessionEnding(c.var.caller, c.req.valid('param').id, readUserAgent(c))
    const { ended, trustEnded } = await asCaller(c.var, ending)
    if (ended.length + trustEnded.length === 0) throw new ApiError('session_not_found')
    logSessionsEnded(c.var, ended)
    return c.var.respond(204)
  })

  .post('/download-tokens', downloadTokenContract, requireUser, limitTokens, async (c) => {
    const { caller } = c.var
    const { ttlSeconds } = purposes.download
    const token = newRandomToken()
    const expiresAt = new Date(caller.at.getTime() + ttlSeconds * 1000)
    await asCaller(c.var, {
      stored: insertDownloadToken(caller, await digestToken(token), expiresAt),
    })
    const { userId, sessionId } = caller
    logEvent('info', 'download_token_issued', { requestId: c.var.requestId, userId, sessionId })
    return c.var.respond(201, { token, expires_in: ttlSeconds })
  })
