import type { Database } from '../db/client.ts'
import { findUnownedCovers, forgetCovers } from './statements.ts'
import { deleteCoverFiles } from './storage.ts'

// Two files each: R2 deletes at most 1,000 in one call.
const coversPerSweep = 500

/** Removes the files of up to 500 covers that no book owns. A sweep that dies half-way is done again by the next. */
export const sweepCovers = async (db: Database, bucket: R2Bucket, now: Date): Promise<void> => {
  const [due] = await db.batch([findUnownedCovers(db, now, coversPerSweep)])
  if (due.length > 0)
    await discardCovers(
      db,
      bucket,
      due.map(({ key }) => key),
    )
}

/** Removes the files of covers that no book owns, then forgets the covers. */
export const discardCovers = async (db: Database, bucket: R2Bucket, keys: string[]): Promise<void> => {
  await deleteCoverFiles(bucket, keys)
  await db.batch([forgetCovers(db, keys)])
}
