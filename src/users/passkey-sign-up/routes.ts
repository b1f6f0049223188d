import { uuidv7 } from 'uuidv7'
import { purposes } from '../../auth/purposes.ts'
import { newRandomToken } from '../../auth/random-tokens.ts'
import { insertOpenChallenge } from '../../factors/passkeys/challenges.ts'
import { makeCreationOptions } from '../../factors/passkeys/registration.ts'
import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { logEvent } from '../../http/log.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { validateBody } from '../../http/validate-body.ts'
import { deliverMails } from '../../mail/deliver.ts'
import { isMailConfigured } from '../../mail/outbox.ts'
import { presentUser } from '../schema.ts'
import { selectUserByEmail } from '../statements.ts'
import { passkeySignUpContract, passkeySignUpOptionsContract } from './contract.ts'
import { passkeySignUpInput, passkeySignUpOptionsInput } from './schema.ts'
import { mailPasskeySignUp, signUpWithPasskey } from './sign-up.ts'

export const passkeySignUps = factory
  .createApp()

  .post(
    '/passkey-sign-up/options',
    passkeySignUpOptionsContract,
    limitBursts('SIGN_UP_LIMIT'),
    validateBody({ json: passkeySignUpOptionsInput }),
    async (c) => {
      const { db, config } = c.var
      const { name, email } = c.req.valid('json')
      const { ttlSeconds } = purposes.passkeyChallenge
      const challenge = newRandomToken()
      // The authenticator stores the id of the account before the account exists.
      const user = { id: uuidv7(), name, email }
      const { taken } = await db.batch({
        // With mail, the response is the same for every email.
        taken: isMailConfigured(config) ? undefined : selectUserByEmail(email),
        stored: await insertOpenChallenge(challenge, 'sign_up', new Date(), user.id),
      })
      // Said before a passkey is made that no account would have.
      if (taken?.length) throw new ApiError('email_taken')
      const options = makeCreationOptions(config, {
        challenge,
        ttlSeconds,
        user,
        existing: [],
        isAutomatic: false,
      })
      return c.var.respond(200, { options, expires_in: ttlSeconds })
    },
  )

  .post(
    '/passkey-sign-up',
    passkeySignUpContract,
    limitBursts('SIGN_UP_LIMIT'),
    validateBody({ json: passkeySignUpInput }),
    async (c) => {
      const { config, requestId } = c.var
      const toSignUp = { input: c.req.valid('json'), userAgent: readUserAgent(c), at: new Date() }
      if (isMailConfigured(config)) {
        await mailPasskeySignUp(c.var, toSignUp)
        deliverMails(c)
        return c.var.respond(202, null)
      }
      const user = await signUpWithPasskey(c.var, toSignUp)
      logEvent('info', 'signed_up', { requestId, userId: user.id })
      return c.var.respond(201, presentUser(user), { Location: `${config.publicUrl}/users` })
    },
  )
