import type { Database } from '../db/client.ts'
import { logEvent } from '../http/log.ts'
import { libraryCount, selectDueLibraries } from './library-count.ts'
import { booksPerCount, booksPerRun, countEveryMs, librariesPerRun, uncountedPerCount } from './limits.ts'

interface DueLibrary {
  id: string
  bookCount: number
  countedAt: Date
}

/** @returns the libraries in groups that one statement can count. The size of an uncounted library is unknown. */
const inGroups = (libraries: DueLibrary[]): string[][] => {
  const groups: string[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const { id, bookCount, countedAt } of libraries) {
    const expected = countedAt.getTime() === 0 ? booksPerCount / uncountedPerCount : Math.max(1, bookCount)
    const group = groups.at(-1)
    if (group && size + expected <= booksPerCount) {
      group.push(id)
      size += expected
    } else {
      groups.push([id])
      size = expected
    }
  }
  return groups
}

/**
 * Compares the size of each library with its books once a day, and corrects it: of libraries from before the quotas, and
 * of writes by an older version of the service. Each library is counted in one transaction, so a run may stop anywhere.
 */
export const countLibraries = async (db: Database, _bucket: R2Bucket, now: Date): Promise<void> => {
  const before = new Date(now.getTime() - countEveryMs)
  const { due } = await db.batch({ due: selectDueLibraries(before, librariesPerRun) })
  let [libraries, books, corrected] = [0, 0, 0]
  for (const ids of inGroups(due)) {
    if (books >= booksPerRun) break
    const { before: old, after } = await db.batch(libraryCount(ids, now))
    const sizes = new Map(old.map(({ id, ...size }) => [id, JSON.stringify(size)]))
    for (const { id, ...size } of after) {
      libraries += 1
      books += size.bookCount
      if (sizes.get(id) !== JSON.stringify(size)) corrected += 1
    }
  }
  if (due.length > 0) {
    logEvent('info', 'libraries_counted', { libraries, books, corrected, left: due.length - libraries })
  }
}
