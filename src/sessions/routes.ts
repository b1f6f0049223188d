import type { Caller } from '../auth/caller.ts'
import { upgradeKeys } from '../auth/keys.ts'
import { asCaller } from '../auth/live-caller.ts'
import { purposes } from '../auth/purposes.ts'
import { digestToken, newRandomToken } from '../auth/random-tokens.ts'
import { requireUser } from '../auth/require-user.ts'
import { attemptTooEarly } from '../auth/throttle/backoff.ts'
import { makeUpgrade } from '../factors/passkeys/upgrade.ts'
import { isCookieToken } from '../factors/pending/mfa-token.ts'
import { selectTrustedDevices } from '../factors/trusted-devices/statements.ts'
import type { Config } from '../http/config.ts'
import { factory } from '../http/env.ts'
import type { MfaMethod } from '../http/error-data.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import { deliverMails } from '../mail/deliver.ts'
import {
  allSessionsEndContract,
  downloadTokenContract,
  mfaContract,
  refreshContract,
  sessionEndContract,
  sessionListContract,
  signInContract,
  signOutContract,
} from './contract.ts'
import { requireSameOrigin, setTrustedCookie } from './cookies.ts'
import { insertDownloadToken } from './download-tokens/statements.ts'
import { requireNamedSessions } from './named-sessions.ts'
import { presentSessions } from './present.ts'
import { readDevice } from './refresh/device.ts'
import { readRefreshToken } from './refresh/read-refresh-token.ts'
import { refresh } from './refresh/refresh.ts'
import { acceptRefreshKey } from './refresh/refresh-key.ts'
import { mfaInput, refreshInput, sessionParameters } from './schema.ts'
import { completeSignIn } from './sign-in/complete.ts'
import { validateCredentials } from './sign-in/credentials.ts'
import type { Opened } from './sign-in/open-session.ts'
import { readAttempt, readClient } from './sign-in/read-attempt.ts'
import { signIn } from './sign-in/sign-in.ts'
import { tellOfFailure } from './sign-in/tell-of-failure.ts'
import { traceRejection } from './sign-in/trace-rejection.ts'
import { checkQuery, clearCookieFirst, logSignedOut } from './sign-out.ts'
import { allSessionsEnding, idsOf, selectOwnSessions, sessionEnding, signingOut } from './statements.ts'
import { presentTokens } from './tokens.ts'

const validateRefreshInput = validateBody({ json: refreshInput, isOptional: true })
// The counter of tokens is not that of exports: each download takes one of both.
const limitTokens = limitBursts('EXPORT_LIMIT', (c) => c.var.callerId && `token:${c.var.callerId}`)
const validId = validate('param', sessionParameters, 'session_not_found')

const logSessionsEnded = (
  { requestId, caller: { userId, sessionId } }: { requestId: string; caller: Caller },
  ended: { id: string }[],
) => logEvent('info', 'sessions_ended', { requestId, userId, sessionId, endedSessionIds: idsOf(ended) })

const logSignedIn = (
  { requestId }: { requestId: string },
  { user: { id: userId }, session: { id: sessionId }, endedSessionIds }: Opened,
) => logEvent('info', 'signed_in', { requestId, userId, sessionId, endedSessionIds })

/** The proof with which the browser may add a passkey after this sign-in. */
const upgradeOf = async ({ config }: { config: Config }, { session }: Opened, now: Date) => ({
  passkey_upgrade: await makeUpgrade(await upgradeKeys(config), session.id, now),
})

const mfaRequired = ({ mfaToken, methods }: { mfaToken: string; methods: MfaMethod[] }) =>
  new ApiError('mfa_required', {
    data: { mfa_token: mfaToken, expires_in: purposes.mfa.ttlSeconds, methods },
  })

export const sessions = factory
  .createApp()

  .post(
    '/login',
    signInContract,
    traceRejection,
    limitBursts('SIGN_IN_LIMIT'),
    validateCredentials,
    async (c) => {
      const { transport } = c.req.valid('json')
      if (transport === 'cookie') requireSameOrigin(c)
      const now = new Date()
      const result = await signIn(c.var.db, await readAttempt(c, c.req.valid('json'), now), c.var.config, now)
      switch (result.kind) {
        case 'rate_limited':
          throw attemptTooEarly(result.retryAt, now)
        case 'invalid_credentials':
          tellOfFailure(c, c.req.valid('json').email, now)
          throw new ApiError(result.kind)
        case 'account_disabled':
          throw new ApiError(result.kind)
        case 'mfa_required':
          throw mfaRequired(result)
        case 'signed_in': {
          logSignedIn(c.var, result)
          deliverMails(c)
          const issued = await presentTokens(c, transport, result, now)
          const upgrade = c.req.valid('json').passkey_upgrade && (await upgradeOf(c.var, result, now))
          return c.var.respond(200, { ...issued, ...upgrade })
        }
      }
    },
  )

  .post(
    '/login/mfa',
    mfaContract,
    limitBursts('SIGN_IN_LIMIT'),
    validateBody({ json: mfaInput }),
    async (c) => {
      const input = c.req.valid('json')
      const { mfa_token: mfaToken, code, trust_device: isTrusted, passkey_upgrade: wantsUpgrade } = input
      const isCookie = isCookieToken(mfaToken)
      if (isCookie === undefined) throw new ApiError('invalid_token')
      if (isCookie) requireSameOrigin(c)
      const transport = isCookie ? 'cookie' : 'body'
      const now = new Date()
      const completion = {
        mfaToken,
        code,
        isTrusted,
        readClient: (email: string) => readClient(c, email, transport),
      }
      const result = await completeSignIn(c.var.db, c.var.config, completion, now)
      switch (result.kind) {
        case 'rate_limited':
          throw attemptTooEarly(result.retryAt, now)
        case 'invalid_token':
        case 'invalid_code':
        case 'account_disabled':
          throw new ApiError(result.kind)
        case 'signed_in':
          logSignedIn(c.var, result)
          deliverMails(c)
          if (result.trustToken !== undefined) setTrustedCookie(c, result.trustToken)
          return c.var.respond(200, {
            ...(await presentTokens(c, transport, result, now)),
            ...(wantsUpgrade && (await upgradeOf(c.var, result, now))),
          })
      }
    },
  )

  .post(
    '/refresh',
    refreshContract,
    limitBursts('REFRESH_LIMIT'),
    acceptRefreshKey,
    validateRefreshInput,
    async (c) => {
      const { transport, claims } = await readRefreshToken(c, c.req.valid('json').refresh_token)
      const now = new Date()
      const sender = {
        keyDigest: c.var.refreshKeyDigest,
        userAgent: readUserAgent(c),
        config: c.var.config,
        device: claims ? await readDevice(c, transport, claims.sessionId, now) : ('unproven' as const),
      }
      const result = claims
        ? await refresh(c.var.db, claims, sender, now)
        : { kind: 'invalid_token' as const }
      switch (result.kind) {
        case 'device_proof_required':
          logEvent('warn', 'device_proof_required', {
            requestId: c.var.requestId,
            userId: result.userId,
            sessionId: claims?.sessionId,
            isCopied: result.isCopied,
          })
          throw new ApiError(result.kind)
        case 'refresh_token_reused':
          deliverMails(c)
          logEvent('warn', 'refresh_token_reused', {
            requestId: c.var.requestId,
            userId: result.userId,
            endedSessionIds: [claims?.sessionId],
          })
          throw new ApiError(result.kind)
        case 'invalid_token':
          throw new ApiError(result.kind)
        case 'refreshed':
          logEvent('info', 'refreshed', {
            requestId: c.var.requestId,
            userId: result.user.id,
            sessionId: result.session.id,
          })
          return c.var.respond(200, await presentTokens(c, transport, result, now))
      }
    },
  )

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
