import { sql } from 'drizzle-orm'
import type { SessionContext } from '../../auth/caller.ts'
import { asCaller, ifCallerIsLive } from '../../auth/live-caller.ts'
import { recordEvent } from '../../events/statements.ts'
import { ApiError } from '../../http/errors.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { failureOf } from '../codes/reject-code.ts'
import { type Assertion, challengeOf } from '../passkeys/assertion.ts'
import { useOf } from '../passkeys/statements.ts'
import { verifyAssertion } from '../passkeys/verify-assertion.ts'
import type { Claim } from './actions.ts'
import { deleteChallenge, ifChallenged } from './challenges.ts'
import type { Proven } from './proven.ts'
import { factorsOf, selectIf } from './statements.ts'

const reject = async (c: SessionContext): Promise<ApiError> => {
  await asCaller(c.var, {
    failed: recordEvent(failureOf(c, 'proof_failed'), ifCallerIsLive(c.var.caller)),
  })
  return new ApiError('invalid_passkey')
}

/**
 * Checks an assertion of a challenge that was made for this change, in this session.
 * @throws ApiError `invalid_passkey`, `invalid_token`
 */
export const confirmPasskey = async (
  c: SessionContext,
  assertion: Assertion,
  claim: Claim,
): Promise<Proven> => {
  const { caller, config } = c.var
  const challenge = challengeOf(assertion)
  if (challenge === undefined) throw await reject(c)
  const ifUnused = await ifChallenged(caller, challenge, claim)
  const { challenged, ...factors } = await asCaller(c.var, {
    ...factorsOf(caller.userId),
    challenged: selectIf(ifUnused),
  })
  const [user] = factors.user
  const passkey = factors.passkeys.find(({ credentialId }) => credentialId === assertion.id)
  if (!user || !passkey || !challenged[0]) throw await reject(c)
  const verified = await verifyAssertion(config, assertion, { passkey, challenge })
  if (!verified) throw await reject(c)
  const isLive = ifCallerIsLive(caller)
  const use = useOf(
    passkey,
    { ...verified, userAgent: readUserAgent(c), at: caller.at, config },
    sql`${isLive} and ${ifUnused}`,
  )
  return {
    user,
    totp: factors.totp[0],
    // The passkey must exist still: `ifFresh` compares its counter.
    ifProven: sql`${isLive} and ${ifUnused} and ${use.ifFresh}`,
    before: use.before,
    after: { ...use.after, challengeSpent: await deleteChallenge(challenge) },
    lost: 'invalid_passkey',
  }
}
