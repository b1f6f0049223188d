import { and, sql } from 'drizzle-orm'
import type { SessionContext } from '../../auth/caller.ts'
import { asCaller, ifCallerIsLive } from '../../auth/live-caller.ts'
import { codeCounterKey } from '../../auth/throttle/counters.ts'
import { deleteAttempts, ifAttemptIsAllowed } from '../../auth/throttle/statements.ts'
import { noticeStatements } from '../../events/notices.ts'
import { recordEvent } from '../../events/statements.ts'
import { ApiError } from '../../http/errors.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { ifCodeIsUnused, type RightCode, spendCode } from '../codes/statements.ts'
import type { Claim } from './actions.ts'
import { confirmPasskey } from './confirm-passkey.ts'
import { confirmPassword, requirePassword } from './confirm-password.ts'
import { methodsOf, stepUpRequired } from './methods.ts'
import type { Proven } from './proven.ts'
import type { ProofInput } from './schema.ts'
import { factorsOf, ifPasswordIsStill, ifWithoutTotp } from './statements.ts'

const tellCodeUsed = (c: SessionContext, { kind, userId }: RightCode) => {
  if (kind !== 'recovery_code') return {}
  const event = {
    userId,
    kind: 'recovery_code_used' as const,
    userAgent: readUserAgent(c),
    at: c.var.caller.at,
  }
  return { used: recordEvent(event), ...noticeStatements(c.var.config, event) }
}

const withPassword = async (
  c: SessionContext,
  proof: { password: string; code?: string | undefined },
): Promise<Proven> => {
  const { config, caller } = c.var
  const { user, totp, code, sessionKey } = await confirmPassword(c, proof)
  const isSame = and(ifCallerIsLive(caller), ifPasswordIsStill(user))
  if (!code) {
    const ifProven = sql`${isSame} and ${ifWithoutTotp(user.id)}`
    const before = { attemptsForgotten: deleteAttempts(sessionKey, ifProven) }
    return { user, totp, ifProven, before, after: {}, lost: 'invalid_credentials' }
  }
  const codeKey = await codeCounterKey(config, user.id)
  const ifAllowed = ifAttemptIsAllowed(codeKey, caller.at)
  const ifProven = sql`${isSame} and ${ifCodeIsUnused(code)} and ${ifAllowed}`
  return {
    user,
    totp,
    ifProven,
    before: {
      attemptsForgotten: deleteAttempts(sessionKey, ifProven),
      codesForgotten: deleteAttempts(codeKey, ifProven),
    },
    after: { codeSpent: spendCode(code, ifAllowed), ...tellCodeUsed(c, code) },
    codeKey,
    lost: 'invalid_code',
  }
}

/**
 * Checks the proof of one change. One D1 round trip; the change is the second, see `withProof`.
 * @param proof of the request; undefined for none
 * @throws ApiError `step_up_required` for a missing or incomplete proof, with the ways to give it; `invalid_credentials`,
 *   `invalid_code`, `invalid_passkey`, `rate_limited`, `invalid_token`
 */
export const confirmProof = async (
  c: SessionContext,
  proof: ProofInput | undefined,
  claim: Claim,
): Promise<Proven> => {
  if (proof === undefined) throw stepUpRequired(await asCaller(c.var, factorsOf(c.var.caller.userId)))
  return 'passkey' in proof ? confirmPasskey(c, proof.passkey, claim) : withPassword(c, proof)
}

/** A request that takes the password in a field of its own, as it did before `proof` existed. */
interface PasswordOrProof {
  field: string
  password: string | undefined
  proof: ProofInput | undefined
}

/**
 * `confirmProof` for a route that takes the password alone where that is enough. If both are given, both must be right.
 * @throws ApiError `invalid_input` for neither, where the password is enough, and the errors of `confirmProof`
 */
export const confirmPasswordOrProof = async (
  c: SessionContext,
  { field, password, proof }: PasswordOrProof,
  claim: Claim,
): Promise<Proven> => {
  if (proof === undefined && password === undefined) {
    const factors = await asCaller(c.var, factorsOf(c.var.caller.userId))
    if (!methodsOf(factors).includes('password')) throw stepUpRequired(factors)
    throw new ApiError('invalid_input', { issues: [{ path: field, message: 'Is required.' }] })
  }
  if (proof === undefined) return confirmProof(c, password === undefined ? undefined : { password }, claim)
  if (password === undefined) return confirmProof(c, proof, claim)
  if ('password' in proof) {
    if (proof.password !== password) throw new ApiError('invalid_credentials')
  } else await requirePassword(c, password, true)
  return confirmProof(c, proof, claim)
}
