import type { Database } from '../db/client.ts'
import type { Run } from '../http/run.ts'
import { deleteCovers, dueCovers } from './statements.ts'
import { deleteCoverFiles } from './storage.ts'

// Two files each: R2 deletes at most 1,000 in one call.
const coversPerSweep = 500
const sweepsPerRun = 20

/**
 * Deletes the files of up to 500 orphaned covers, then their rows. An interrupted sweep is repeated by the next one.
 * @returns the number of covers
 */
export const sweepCovers = async (db: Database, bucket: R2Bucket, now: Date): Promise<number> => {
  const { due } = await db.batch(dueCovers(now, coversPerSweep))
  if (due.length === 0) return 0
  const keys = due.map(({ key }) => key)
  await deleteCoverFiles(bucket, keys)
  await db.batch({ forgotten: deleteCovers(keys) })
  return keys.length
}

/** Deletes orphaned covers, the oldest first, as many as one run may. */
export const sweepDueCovers = async ({ db, bucket, now, isLate, count }: Run): Promise<void> => {
  for (let sweep = 0; sweep < sweepsPerRun && !isLate(); sweep++) {
    const swept = await sweepCovers(db, bucket, now)
    count('covers', swept)
    if (swept < coversPerSweep) return
  }
}
