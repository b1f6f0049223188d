import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import { tryDeleteCoverFiles } from '../../covers/stored-cover.ts'
import { ApiError } from '../../http/errors.ts'
import type { Claim } from '../../idempotency/statements.ts'
import { isTitleAloneTaken, isTitleTaken } from '../taken-title.ts'
import { readFailure } from './failure.ts'
import { type Plan, planOf } from './plan.ts'
import { isRejected } from './rejections.ts'
import type { BatchResults, Operation } from './schema.ts'
import { bookBatch } from './statements.ts'

const maxAttempts = 2

/** @returns the error with which D1 has undone the batch, because of its operations */
const rejectionOf = (error: unknown): unknown => {
  if (isRejected(error) || isTitleTaken(error)) return error
  throw error
}

const attempt = async (c: CallerContext, plan: Plan, claim: Claim | undefined) => {
  try {
    return await asCaller(c.var, bookBatch(c.var.caller, plan, c.var.config.quota, claim))
  } catch (error) {
    return { rejection: rejectionOf(error) }
  }
}

/**
 * Carries out all operations in one transaction, or none. One D1 round trip; a second one finds the operation that fails.
 * @throws ApiError `book_not_found`, `version_mismatch`, `title_taken`, `quota_exceeded`, each with the place of the
 *   operation; `invalid_token`, `service_unavailable`
 */
export const applyBatch = async (
  c: CallerContext,
  operations: Operation[],
  claim: Claim | undefined,
): Promise<BatchResults> => {
  const plan = planOf(c.var.caller, operations)
  let cause: unknown
  for (let attempts = 0; attempts < maxAttempts; attempts++) {
    const result = await attempt(c, plan, claim)
    if (!('rejection' in result)) {
      await tryDeleteCoverFiles(c.var.bucket, ...(result.orphaned ?? []).map(({ key }) => key))
      return result.versions.map(({ id, version }) => ({ id, version }))
    }
    cause = result.rejection
    const failure = await readFailure(c, plan, isTitleAloneTaken(cause))
    if (failure) throw failure
  }
  // Another request made the batch fail, and had ended before the failure was read; or the claim was taken over.
  throw new ApiError('service_unavailable', { cause })
}
