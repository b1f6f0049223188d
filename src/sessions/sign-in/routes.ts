import { upgradeKeys } from '../../auth/keys.ts'
import { purposes } from '../../auth/purposes.ts'
import { attemptTooEarly } from '../../auth/throttle/backoff.ts'
import { makeUpgrade } from '../../factors/passkeys/upgrade.ts'
import { isCookieToken } from '../../factors/pending/mfa-token.ts'
import type { Config } from '../../http/config.ts'
import { factory } from '../../http/env.ts'
import type { MfaMethod } from '../../http/error-data.ts'
import { ApiError } from '../../http/errors.ts'
import { logEvent } from '../../http/log.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { validateBody } from '../../http/validate-body.ts'
import { deliverMails } from '../../mail/deliver.ts'
import { mfaContract, signInContract } from '../contract.ts'
import { requireSameOrigin, setTrustedCookie } from '../cookies.ts'
import { mfaInput } from '../schema.ts'
import { presentTokens } from '../tokens.ts'
import { completeSignIn } from './complete.ts'
import { validateCredentials } from './credentials.ts'
import type { Opened } from './open-session.ts'
import { readAttempt, readClient } from './read-attempt.ts'
import { signIn } from './sign-in.ts'
import { tellOfFailure } from './tell-of-failure.ts'
import { traceRejection } from './trace-rejection.ts'

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

/** The two steps of a sign-in with a password. */
export const signIns = factory
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
