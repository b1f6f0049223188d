import { sweepCovers } from '../covers/sweep.ts'
import type { Database } from '../db/client.ts'
import { erasureBatch, selectErasedUsers } from './statements.ts'

const booksPerBatch = 500
// D1 and R2 calls count against the limit of one invocation. The next maintenance run erases the rest.
const maxBatches = 10

/**
 * Erases a hidden account: its books in batches, then its row, then the cover files. Each batch is one transaction, so
 * an erasure may stop anywhere and resume later.
 */
export const eraseUser = async (db: Database, bucket: R2Bucket, userId: string, now: Date): Promise<void> => {
  for (let batch = 0; batch < maxBatches; batch++) {
    const { erased } = await db.batch(erasureBatch(userId, booksPerBatch, now))
    await sweepCovers(db, bucket, now)
    if (erased.length > 0) return
  }
}

/** Resumes erasures that were interrupted, or that were too large for their request. */
export const resumeErasures = async (db: Database, bucket: R2Bucket, now: Date): Promise<void> => {
  const { users } = await db.batch({ users: selectErasedUsers(1) })
  for (const { id } of users) await eraseUser(db, bucket, id, now)
}
