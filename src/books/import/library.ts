import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import { inGroups } from '../../db/groups.ts'
import { selectUsage } from '../../quotas/statements.ts'
import type { Usage } from '../../quotas/usage.ts'
import { type Book, fieldsOf } from '../rows.ts'
import { differencesOf, otherDifferencesOf } from './match/differences.ts'
import type { KnownBook } from './match/known-books.ts'
import type { Planned, PlanOptions } from './match/plan.ts'
import type { GoodRow } from './rows.ts'
import { selectBooksAt, selectCreations, selectIdentities } from './statements.ts'

/** The books of a library that one statement reads with all their texts. */
const booksAtOnce = 250

/** @returns the size of the library, and what tells its books apart. One D1 round trip, and a walk of one or two indexes. */
export const readLibrary = async (
  c: CallerContext,
  { isOurs }: PlanOptions,
): Promise<{ usage: Usage | undefined; books: KnownBook[] }> => {
  const { caller } = c.var
  const { size, identities, creations } = await asCaller(c.var, {
    size: selectUsage(caller.userId),
    identities: selectIdentities(caller),
    creations: isOurs ? selectCreations(caller) : undefined,
  })
  const createdAt = new Map(creations?.map((book) => [book.place, book.createdAt.getTime()]))
  const books = identities.map((book): KnownBook => {
    const created = createdAt.get(book.place)
    return { ...book, ...(created !== undefined && { createdAt: created }) }
  })
  return { usage: size[0], books }
}

type InLibrary = Extract<Planned, { kind: 'in_library' }>

/** A book of the library, and the rows that are this book. */
export interface MatchedBook {
  book: Book
  rows: {
    row: GoodRow
    changes: ReturnType<typeof differencesOf>['changes']
    differs: ReturnType<typeof differencesOf>['differs']
  }[]
  /** The fields after all updates. */
  updated: ReturnType<typeof fieldsOf>
}

const compareRows = (book: Book, planned: InLibrary[], { isUpdate, overwrite }: PlanOptions): MatchedBook => {
  let updated = fieldsOf(book)
  const rows = planned.map(({ row, isTaken }) => {
    const compare = isTaken ? otherDifferencesOf : differencesOf
    const result = compare(updated, row.fields, overwrite)
    if (isUpdate) updated = result.updated
    return { row, changes: result.changes, differs: result.differs }
  })
  return { book, rows, updated }
}

/**
 * Reads the books that rows are already, some at a time, and compares them.
 * @returns the books; those that were deleted since `readLibrary` are left out
 */
export async function* matchedBooks(
  c: CallerContext,
  planned: Planned[],
  options: PlanOptions,
): AsyncGenerator<MatchedBook[]> {
  const rowsOf = new Map<number, InLibrary[]>()
  for (const one of planned) {
    if (one.kind !== 'in_library') continue
    const rows = rowsOf.get(one.place)
    if (rows) rows.push(one)
    else rowsOf.set(one.place, [one])
  }
  const groups = inGroups([...rowsOf.keys()], () => 1, { maxSize: booksAtOnce, maxRows: booksAtOnce })
  for (const places of groups) {
    const { books } = await asCaller(c.var, { books: selectBooksAt(c.var.caller, places) })
    yield books.map((book) => compareRows(book, rowsOf.get(book.place) ?? [], options))
  }
}
