import { inGroups } from '../db/groups.ts'
import type { Run } from '../http/run.ts'
import { libraryCount, selectDueLibraries } from './library-count.ts'
import { booksPerCount, booksPerRun, countEveryMs, librariesPerRun, uncountedPerCount } from './limits.ts'

interface DueLibrary {
  id: string
  bookCount: number
  countedAt: Date
}

/** The size of an uncounted library is unknown. */
const expectedBooks = ({ bookCount, countedAt }: DueLibrary): number =>
  countedAt.getTime() === 0 ? booksPerCount / uncountedPerCount : Math.max(1, bookCount)

/**
 * Compares the size of each library with its books once a day, and corrects it: of libraries from before the quotas, and
 * of writes by an older version of the service. Each library is counted in one transaction, so a run may stop anywhere.
 */
export const countLibraries = async ({ db, now, isLate, count }: Run): Promise<void> => {
  const before = new Date(now.getTime() - countEveryMs)
  const { due } = await db.batch({ due: selectDueLibraries(before, librariesPerRun) })
  count('librariesDue', due.length)
  let books = 0
  const bounds = { maxSize: booksPerCount, maxRows: librariesPerRun }
  for (const group of inGroups(due, expectedBooks, bounds)) {
    if (books >= booksPerRun || isLate()) return
    const ids = group.map(({ id }) => id)
    const { before: old, after } = await db.batch(libraryCount(ids, now))
    const sizes = new Map(old.map(({ id, ...size }) => [id, JSON.stringify(size)]))
    const corrected = after.filter(({ id, ...size }) => sizes.get(id) !== JSON.stringify(size))
    books += after.reduce((sum, { bookCount }) => sum + bookCount, 0)
    count('librariesCounted', after.length)
    count('librariesCorrected', corrected.length)
  }
}
