import { deleteExpiredGuesses } from './auth/queries.ts'
import { sweepCovers } from './covers/sweep.ts'
import type { Database } from './db/client.ts'
import { deleteExpiredRequests } from './idempotency/queries.ts'
import { deleteExpiredDownloadTokens, deleteExpiredSessions } from './sessions/queries.ts'
import { resumeErasures } from './users/erase.ts'

const rowsPerRun = 1000

/** What the cron trigger does: clears away what is over. Each part may stop anywhere and goes on at the next run. */
export const maintain = async (db: Database, bucket: R2Bucket, now: Date): Promise<void> => {
  await resumeErasures(db, bucket, now)
  await sweepCovers(db, bucket, now)
  await db.batch([
    deleteExpiredSessions(db, now, rowsPerRun),
    deleteExpiredDownloadTokens(db, now, rowsPerRun),
    deleteExpiredGuesses(db, now, rowsPerRun),
    deleteExpiredRequests(db, now, rowsPerRun),
  ])
}
