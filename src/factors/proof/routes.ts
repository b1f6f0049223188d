import { asCaller } from '../../auth/live-caller.ts'
import { purposes } from '../../auth/purposes.ts'
import { newRandomToken } from '../../auth/random-tokens.ts'
import { requireUser } from '../../auth/require-user.ts'
import { factory } from '../../http/env.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { validateBody } from '../../http/validate-body.ts'
import { makeRequestOptions } from '../passkeys/assertion.ts'
import { insertStepUp } from './challenges.ts'
import { stepUpContract } from './contract.ts'
import { methodsOf } from './methods.ts'
import { stepUpInput } from './schema.ts'
import { factorsOf } from './statements.ts'

// A challenge is a row for five minutes.
const limitChallenges = limitBursts('SIGN_IN_LIMIT', (c) => c.var.limitKey && `step-up:${c.var.limitKey}`)

export const stepUps = factory
  .createApp()

  .post(
    '/step-up',
    stepUpContract,
    requireUser,
    limitChallenges,
    validateBody({ json: stepUpInput }),
    async (c) => {
      const { caller, config } = c.var
      const { ttlSeconds } = purposes.stepUp
      const challenge = newRandomToken()
      const { stored, ...factors } = await asCaller(c.var, {
        ...factorsOf(caller.userId),
        stored: await insertStepUp(caller, challenge, c.req.valid('json')),
      })
      const { passkeys } = factors
      const options = passkeys.length > 0 ? makeRequestOptions(config, challenge, ttlSeconds, passkeys) : null
      return c.var.respond(200, { options, methods: methodsOf(factors), expires_in: ttlSeconds })
    },
  )
