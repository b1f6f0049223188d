import type { SQL } from 'drizzle-orm'
import type { SessionContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import { attemptTooEarly } from '../../auth/throttle/backoff.ts'
import { selectRetryAt } from '../../auth/throttle/statements.ts'
import type { Batch, Results } from '../../db/client.ts'
import { ApiError, type ErrorCode } from '../../http/errors.ts'
import { deliverMails } from '../../mail/deliver.ts'
import type { TotpSecret } from '../codes/statements.ts'
import { selectIf, type User } from './statements.ts'

/** A proof that is right, and not used up yet: `withProof` does that in the batch of the change. */
export interface Proven {
  user: User
  /** The confirmed TOTP secret of the user, if any. */
  totp: TotpSecret | undefined
  /**
   * Each statement of the change carries it. It holds as long as the session is live and no other request has used the
   * proof up, so of two requests with one proof only one changes something.
   */
  ifProven: SQL
  /** Run before the change: attempts are forgotten after a right proof. */
  before: Batch
  /** Run behind the change: they use the proof up. */
  after: Batch
  /** The counter of codes, which may have to wait. */
  codeKey?: string
  /** The error of a request that lost the race for the proof. */
  lost: ErrorCode
}

/**
 * Runs a change and uses its proof up, in one transaction.
 * @param change each statement carries `proven.ifProven`
 * @throws ApiError `proven.lost` or `rate_limited` when another request was first: then nothing has changed;
 *   `invalid_token`; DatabaseError
 */
export const withProof = async <B extends Batch>(
  c: SessionContext,
  {
    ifProven,
    before,
    after,
    codeKey,
    lost,
  }: Pick<Proven, 'ifProven' | 'before' | 'after' | 'codeKey' | 'lost'>,
  change: B,
): Promise<Results<B>> => {
  const { db, caller } = c.var
  const { holds, wait, ...results } = await asCaller(
    { db, caller },
    {
      holds: selectIf(ifProven),
      wait: codeKey === undefined ? undefined : selectRetryAt(codeKey),
      ...before,
      ...change,
      ...after,
    },
  )
  if (holds.length > 0) {
    // Nearly every change that asks for proof sends a notice.
    deliverMails(c)
    return results as Results<B>
  }
  const retryAt = wait?.[0]?.retryAt
  if (retryAt && retryAt > caller.at) throw attemptTooEarly(retryAt, caller.at)
  throw new ApiError(lost)
}

/** The errors of `confirmProof` and `withProof`, for the contract of a route. */
export const proofErrors = [
  'step_up_required',
  'invalid_credentials',
  'invalid_code',
  'invalid_passkey',
  'rate_limited',
] as const satisfies ErrorCode[]
