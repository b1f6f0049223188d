import type { SQL } from 'drizzle-orm'
import type { Caller, CallerContext } from '../../auth/caller.ts'
import { asCaller, readAsCaller } from '../../auth/live-caller.ts'
import type { Statement } from '../../db/statement.ts'
import { maxPageBooks } from './limits.ts'
import type { Part, Place } from './part.ts'
import { type PartLimits, type Range, selectBoundaries } from './statements.ts'

const end: Place = [8.64e15, '']

/** The books of a part. */
export interface Plan {
  /** The start of each page, and the end of the last. */
  places: Place[]
  next: Part | undefined
}

/**
 * Finds the end of a part before its first byte: a response has its `Link` in front.
 * @param size the bytes of a book in the file, in SQL
 */
export const planPart = async (
  c: CallerContext,
  { number, from }: Part,
  size: SQL,
  limits: PartLimits,
): Promise<Plan> => {
  const { boundaries } = await asCaller(c.var, {
    boundaries: selectBoundaries(c.var.caller, from, size, limits),
  })
  const isBeyond = ({ books, bytes }: (typeof boundaries)[number]) =>
    books > limits.books || bytes > limits.bytes
  const endAt = boundaries.findIndex(isBeyond)
  const places = boundaries.map(({ createdAt, id }): Place => [createdAt, id])
  if (endAt < 0) return { places: [from, ...places, end], next: undefined }
  const [next = end] = places.slice(endAt)
  return { places: [from, ...places.slice(0, endAt), next], next: { number: number + 1, from: next } }
}

interface Found {
  id: string
  createdAt: Date
}

/**
 * The books between places, page by page. The session must stay live to the end.
 * @param spending goes with the first page, see `readAsCaller`
 * @param maxRows of a page: more books may have come between two places since they were planned
 */
export async function* pagesBetween<Row extends Found>(
  { var: { db, caller } }: CallerContext,
  select: (caller: Caller, range: Range) => Statement<{ [Column in keyof Row]: Row[Column] | null }>,
  places: Place[],
  { maxRows = maxPageBooks + 1, spending }: { maxRows?: number; spending?: Statement | undefined } = {},
) {
  let toSpend = spending
  for (const [at, [toAt, toId]] of places.slice(1).entries()) {
    let [fromAt, fromId] = places[at] ?? end
    for (;;) {
      const range = { fromAt, fromId, toAt, toId, limit: maxRows }
      const rows = await readAsCaller<Row>({ db, caller }, select(caller, range), toSpend)
      toSpend = undefined
      yield rows
      const last = rows.at(-1)
      if (!last || rows.length < maxRows) break
      // No id lies between an id and the same with a space behind.
      ;[fromAt, fromId] = [last.createdAt.getTime(), `${last.id} `]
    }
  }
}

/** Reads the first page now, so that its errors come before the response. @returns all pages */
export const startNow = async <T>(pages: AsyncGenerator<T, void>): Promise<AsyncGenerator<T, void>> => {
  const first = await pages.next()
  const all = async function* () {
    if (!first.done) yield first.value
    yield* pages
  }
  return all()
}
