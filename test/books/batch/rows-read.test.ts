import { expect, it } from 'vitest'
import { lineOfRequest } from '../../support/logs.ts'
import { signedIn } from '../../support/makers.ts'
import { bookRow, putRows } from '../put-book.ts'
import { batch, creation, deletion, update } from './batch.ts'

/** @returns the rows that D1 reads for one batch of each kind, in a library of this size */
const rowsRead = async (size: number) => {
  const as = await signedIn()
  const rows = Array.from({ length: size }, () => bookRow(as.user.id))
  await putRows(rows)
  const idOf = (at: number) => rows[at]?.id ?? ''
  const read = async (operations: object[], status: number) => {
    expect((await batch(as, operations)).status).toBe(status)
    return Number(lineOfRequest()?.d1RowsRead)
  }
  const renaming = [update(idOf(0), { title: 'A' }), update(idOf(1), { title: idOf(0) })]
  const others = [creation({ title: 'B' }), deletion(idOf(2)), update(idOf(3), { rating: 3 }, 1)]
  return [
    await read([...renaming, ...others], 200),
    await read([...others.slice(0, 1), update(idOf(4), { title: 'A' })], 409),
  ]
}

it('a batch reads about as many rows in a large library as in a small one', async () => {
  const [small, large] = [await rowsRead(10), await rowsRead(2000)]
  // A neighbour in an index counts as well.
  for (const [at, rows] of large.entries()) expect(rows).toBeLessThan((small[at] ?? 0) + 20)
})
