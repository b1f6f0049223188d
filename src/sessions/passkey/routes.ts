import { purposes } from '../../auth/purposes.ts'
import { newRandomToken } from '../../auth/random-tokens.ts'
import { makeRequestOptions } from '../../factors/passkeys/assertion.ts'
import { insertOpenChallenge } from '../../factors/passkeys/challenges.ts'
import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { logEvent } from '../../http/log.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { validateBody } from '../../http/validate-body.ts'
import { deliverMails } from '../../mail/deliver.ts'
import { requireSameOrigin } from '../cookies.ts'
import { readClient } from '../sign-in/read-attempt.ts'
import { presentTokens } from '../tokens.ts'
import { passkeyRequestContract, passkeySignInContract } from './contract.ts'
import { passkeySignInInput } from './schema.ts'
import { signInWithPasskey } from './sign-in.ts'

export const passkeySignIns = factory
  .createApp()

  .post('/login/passkey/options', passkeyRequestContract, limitBursts('SIGN_IN_LIMIT'), async (c) => {
    const { db, config } = c.var
    const { ttlSeconds } = purposes.passkeyChallenge
    const challenge = newRandomToken()
    await db.batch({ stored: await insertOpenChallenge(challenge, 'sign_in', new Date()) })
    const options = makeRequestOptions(config, challenge, ttlSeconds, [])
    return c.var.respond(200, { options, expires_in: ttlSeconds })
  })

  .post(
    '/login/passkey',
    passkeySignInContract,
    limitBursts('SIGN_IN_LIMIT'),
    validateBody({ json: passkeySignInInput }),
    async (c) => {
      const { passkey, transport } = c.req.valid('json')
      if (transport === 'cookie') requireSameOrigin(c)
      const now = new Date()
      const result = await signInWithPasskey(c.var, passkey, (email) => readClient(c, email, transport), now)
      switch (result.kind) {
        case 'invalid_passkey':
        case 'passkey_not_found':
        case 'sign_up_pending':
        case 'account_disabled':
          throw new ApiError(result.kind)
        case 'signed_in': {
          const { user, session, endedSessionIds } = result
          const { requestId } = c.var
          logEvent('info', 'signed_in', {
            requestId,
            userId: user.id,
            sessionId: session.id,
            endedSessionIds,
          })
          deliverMails(c)
          return c.var.respond(200, await presentTokens(c, transport, result, now))
        }
      }
    },
  )
