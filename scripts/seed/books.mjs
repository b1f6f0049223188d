import { makeFields } from './fields.mjs'
import { columnNames, rowOf } from './row.mjs'

// D1 takes 2 MB in a parameter. 1,000 books have about 1 MB.
const booksPerBatch = 1000

const insertBooks = `insert into books (${columnNames.join()})
  select ${columnNames.map((_, at) => `value ->> ${at}`).join()} from json_each(?1)`

// mulberry32: it makes the same library every time.
const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), seed | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const makeRow = (random, userId, number, withCover) => {
  const coverKey = withCover ? `seed${String(number).padStart(18, '0')}` : null
  return rowOf(userId, makeFields(random, number), coverKey)
}

/**
 * Adds books with the numbers from `first` on, which stand in their titles. The books of one user are added together:
 * half of the indexes begin with the user, so this order is faster.
 * @param withCovers whether the books name a cover; no cover file is made
 */
export const addBooks = async (
  db,
  userIds,
  { count, first = 0, withCovers = false, onProgress = () => {} },
) => {
  const random = seeded(first)
  for (let done = 0; done < count; ) {
    const size = Math.min(booksPerBatch, count - done)
    const rows = Array.from({ length: size }, (_, at) => {
      const number = first + done + at
      return makeRow(random, userIds[Math.floor(((done + at) * userIds.length) / count)], number, withCovers)
    })
    await db.prepare(insertBooks).bind(JSON.stringify(rows)).run()
    done += size
    onProgress(done, count)
  }
}
