import { sql } from 'drizzle-orm'
import type { SessionContext } from '../../auth/caller.ts'
import { asCaller, ifCallerIsLive } from '../../auth/live-caller.ts'
import { attemptTooEarly } from '../../auth/throttle/backoff.ts'
import { codeCounterKey } from '../../auth/throttle/counters.ts'
import { deleteAttempts, ifAttemptIsAllowed, selectRetryAt } from '../../auth/throttle/statements.ts'
import { ApiError } from '../../http/errors.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { deliverMails } from '../../mail/deliver.ts'
import { secretOf } from '../codes/check-code.ts'
import { rejectCode } from '../codes/reject-code.ts'
import type { TotpSecret } from '../codes/statements.ts'
import { newRecoveryCodes, normaliseRecoveryCode, recoveryDigest } from '../recovery-codes/recovery-codes.ts'
import { confirmation } from './statements.ts'
import { matchingStep } from './totp.ts'

/**
 * Confirms a new secret by its first code. Wrong codes are counted: the codes of a setup that its owner left open must
 * not be tried out from a stolen session.
 * @returns the recovery codes
 * @throws ApiError `invalid_code`, `rate_limited`, `totp_not_found`, `invalid_token`
 */
export const confirmTotp = async (
  c: SessionContext,
  pending: TotpSecret,
  typed: string,
): Promise<string[]> => {
  const { caller, config } = c.var
  const secret = await secretOf(config, pending)
  const step = await matchingStep(secret, normaliseRecoveryCode(typed), caller.at, pending.lastStep)
  if (step === undefined) throw await rejectCode(c)
  const codes = newRecoveryCodes()
  const digests = await Promise.all(codes.map((code) => recoveryDigest(secret, caller.userId, code)))
  const key = await codeCounterKey(config, caller.userId)
  const ifAllowed = ifAttemptIsAllowed(key, caller.at)
  const onlyIf = sql`${ifCallerIsLive(caller)} and ${ifAllowed}`
  const { wait, confirmed } = await asCaller(c.var, {
    wait: selectRetryAt(key),
    ...confirmation(caller, pending, { step, digests, userAgent: readUserAgent(c), config, onlyIf }),
    codesForgotten: deleteAttempts(key, ifAllowed),
  })
  if (confirmed[0]) {
    deliverMails(c)
    return codes
  }
  const retryAt = wait[0]?.retryAt
  if (retryAt && retryAt > caller.at) throw attemptTooEarly(retryAt, caller.at)
  throw new ApiError('totp_not_found')
}
