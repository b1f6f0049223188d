import type { Database } from '../db/client.ts'
import { deleteCovers, selectDueCovers } from './statements.ts'
import { deleteCoverFiles } from './storage.ts'

// Two files each: R2 deletes at most 1,000 in one call.
const coversPerSweep = 500

/** Deletes the files of up to 500 orphaned covers, then their rows. An interrupted sweep is repeated by the next one. */
export const sweepCovers = async (db: Database, bucket: R2Bucket, now: Date): Promise<void> => {
  const { due } = await db.batch({ due: selectDueCovers(now, coversPerSweep) })
  if (due.length === 0) return
  const keys = due.map(({ key }) => key)
  await deleteCoverFiles(bucket, keys)
  await db.batch({ forgotten: deleteCovers(keys) })
}
