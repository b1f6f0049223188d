import { deleteExpiredGuesses } from './auth/throttle/statements.ts'
import { sweepCovers } from './covers/sweep.ts'
import type { Database } from './db/client.ts'
import { logEvent } from './http/log.ts'
import { deleteExpiredRequests } from './idempotency/statements.ts'
import { deleteExpiredDownloadTokens, deleteExpiredSessions } from './sessions/statements.ts'
import { resumeErasures } from './erasure/erase.ts'

const rowsPerRun = 1000

const clearExpired = (db: Database, now: Date) =>
  db.batch([
    deleteExpiredSessions(db, now, rowsPerRun),
    deleteExpiredDownloadTokens(db, now, rowsPerRun),
    deleteExpiredGuesses(db, now, rowsPerRun),
    deleteExpiredRequests(db, now, rowsPerRun),
  ])

/**
 * What the cron trigger does: clears away what is over. Each part may stop anywhere and goes on at the next run; one
 * that fails does not keep the others from theirs.
 * @throws AggregateError of what failed, so that the platform shows the run as failed
 */
export const maintain = async (db: Database, bucket: R2Bucket, now: Date): Promise<void> => {
  const parts = { resumeErasures, sweepCovers, clearExpired: (db: Database) => clearExpired(db, now) }
  const failures: unknown[] = []
  for (const [part, run] of Object.entries(parts)) {
    try {
      await run(db, bucket, now)
    } catch (cause) {
      logEvent('error', 'maintenance_failed', { part, cause })
      failures.push(cause)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Maintenance was not completed')
}
