import { sweepCovers } from '../covers/sweep.ts'
import type { Database } from '../db/client.ts'
import type { Config } from '../http/config.ts'
import { logEvent } from '../http/log.ts'
import type { Run } from '../http/run.ts'
import { abandonedAccountHiding, erasureBatch, selectErasedUsers } from './statements.ts'
import { recordErasure } from './storage.ts'

const rowsPerBatch = 500
// D1 and R2 calls count against the limit of one invocation. The next maintenance run erases the rest.
const maxBatches = 10
const accountsPerRun = 100

/** @returns the error with which `work` fails, if it does */
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

/**
 * Erases a hidden account: its rows in batches, then the account, then the cover files. Each batch is one transaction,
 * so an erasure may stop anywhere and resume later. If R2 fails, the files stay for the sweep. Its id is recorded first, for
 * restored databases.
 * @returns whether no row is left
 * @throws the first failure of R2, when the rows are erased
 */
export const eraseUser = async (
  db: Database,
  bucket: R2Bucket,
  userId: string,
  now: Date,
): Promise<boolean> => {
  await recordErasure(bucket, userId)
  let failure: unknown
  let isErased = false
  for (let batch = 0; batch < maxBatches && !isErased; batch++) {
    const { erased } = await db.batch(erasureBatch(userId, rowsPerBatch, now))
    isErased = erased.length > 0
    if (failure === undefined) failure = await failureOf(sweepCovers(db, bucket, now))
  }
  if (failure !== undefined) throw failure
  return isErased
}

/** Resumes erasures that were interrupted, or that were too large for their request. One that fails stops no other. */
export const resumeErasures = async ({ db, bucket, now, isLate, count, attempt }: Run): Promise<void> => {
  const { users } = await db.batch({ users: selectErasedUsers(accountsPerRun) })
  for (const { id: userId } of users) {
    if (isLate()) return
    await attempt({ userId }, async () => {
      if (await eraseUser(db, bucket, userId, now)) count('accountsErased', 1)
    })
  }
}

/** Hides accounts that were disabled before `before`, as an erasure does first. `resumeErasures` erases the rest. */
export const hideAbandonedAccounts = async (
  { db, now, count }: Run,
  before: Date,
  config: Config | undefined,
): Promise<void> => {
  const hiding = abandonedAccountHiding(before, { at: now, limit: accountsPerRun, config })
  const { hidden } = await db.batch(hiding)
  for (const { id } of hidden) logEvent('info', 'account_erased', { userId: id, reason: 'disabled' })
  count('accountsHidden', hidden.length)
}
