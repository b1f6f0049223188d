import { deleteExpiredAttempts } from './auth/throttle/statements.ts'
import { sweepCovers } from './covers/sweep.ts'
import type { Database } from './db/client.ts'
import { resumeErasures } from './erasure/erase.ts'
import { logEvent } from './http/log.ts'
import { deleteExpiredRequests } from './idempotency/statements.ts'
import { countLibraries } from './quotas/count-libraries.ts'
import { measureCovers } from './quotas/measure-covers.ts'
import { deleteExpiredDownloadTokens } from './sessions/download-tokens/statements.ts'
import { deleteExpiredSessions } from './sessions/statements.ts'

const rowsPerRun = 1000

const clearExpired = (db: Database, now: Date) =>
  db.batch({
    sessions: deleteExpiredSessions(now, rowsPerRun),
    downloadTokens: deleteExpiredDownloadTokens(now, rowsPerRun),
    attempts: deleteExpiredAttempts(now, rowsPerRun),
    requests: deleteExpiredRequests(now, rowsPerRun),
  })

/**
 * The task of the cron trigger: deletes expired rows and orphaned files. Each part may stop anywhere and resumes in the
 * next run. A part that fails does not stop the others.
 * @throws AggregateError of the failures, so that the platform shows the run as failed
 */
export const maintain = async (db: Database, bucket: R2Bucket, now: Date): Promise<void> => {
  const parts = {
    resumeErasures,
    sweepCovers,
    clearExpired: (db: Database) => clearExpired(db, now),
    measureCovers,
    countLibraries,
  }
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
