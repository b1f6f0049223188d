import type { Run } from '../http/run.ts'
import { orphanMinAgeMs } from './limits.ts'
import { listingPosition, orphanEntry, savedPosition } from './statements.ts'
import { coverKeyOf, listObjects } from './storage.ts'

const pagesPerRun = 10

const isOld = (now: Date) => (object: R2Object) => object.uploaded.getTime() <= now.getTime() - orphanMinAgeMs

/**
 * Lists the bucket, and enters the covers that no row names as orphaned. The sweep deletes them a day later, unless a
 * book has them by then. Objects that are no files of covers stay. A run continues the listing where the last one stopped.
 */
export const findOrphanedCovers = async ({ db, bucket, now, isLate, count }: Run): Promise<void> => {
  const { saved } = await db.batch({ saved: listingPosition() })
  let position = saved[0]?.position
  for (let page = 0; page < pagesPerRun && !isLate(); page++) {
    const { objects, truncated } = await listObjects(bucket, position)
    const keys = new Set(objects.filter(isOld(now)).flatMap(({ key }) => coverKeyOf(key) ?? []))
    position = truncated ? objects.at(-1)?.key : undefined
    const { entered } = await db.batch({
      entered: orphanEntry([...keys], now),
      ...savedPosition(position, now),
    })
    count('objectsListed', objects.length)
    count('orphansFound', entered.length)
    if (position === undefined) return
  }
}
