import { deleteBooksOf, disownCoversOf } from '../books/cover-ownership.ts'
import { sweepCovers } from '../covers/sweep.ts'
import type { Database } from '../db/client.ts'
import { deleteErasedUser, findErasedUsers } from '../users/statements.ts'

const booksPerBatch = 500
// D1 and R2 calls count against the limit of one invocation: what is left waits for the next.
const maxBatches = 10

/**
 * Erases what `hideUser` left of an account: its books in batches, then its row, then the cover files. Each batch is
 * one transaction, so that it may stop anywhere and go on later.
 */
export const eraseUser = async (db: Database, bucket: R2Bucket, userId: string, now: Date): Promise<void> => {
  for (let batch = 0; batch < maxBatches; batch++) {
    const [, , erased] = await db.batch([
      disownCoversOf(db, userId, booksPerBatch, now),
      deleteBooksOf(db, userId, booksPerBatch),
      deleteErasedUser(db, userId),
    ])
    await sweepCovers(db, bucket, now)
    if (erased.length > 0) return
  }
}

/** Goes on with erasures that were interrupted or did not fit into their request. */
export const resumeErasures = async (db: Database, bucket: R2Bucket, now: Date): Promise<void> => {
  const [users] = await db.batch([findErasedUsers(db, 1)])
  for (const { id } of users) await eraseUser(db, bucket, id, now)
}
