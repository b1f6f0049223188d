import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import { ApiError } from '../../http/errors.ts'
import { outcomeOf } from '../../idempotency/once.ts'
import { type Claim, updateOutcome } from '../../idempotency/statements.ts'
import { isOver, textBytesIn, type Usage } from '../../quotas/usage.ts'
import { type FieldColumns, storedFields } from '../rows.ts'
import { type MatchedBook, matchedBooks, readLibrary } from './library.ts'
import { type Planned, type PlanOptions, planRows } from './match/plan.ts'
import { type ImportOutcome, type RowOutcome, rememberedOutcome, skipped } from './outcome.ts'
import type { GoodRow, ImportRow } from './rows.ts'
import { selectIdsAt } from './statements.ts'
import { writeBooks } from './write-books.ts'
import { writeUpdates } from './write-updates.ts'

const bytesOf = (fields: GoodRow['fields']): number => textBytesIn(storedFields(fields) as FieldColumns)

/** The ids of the books that rows may be, where several may. */
const idsOfCandidates = async (c: CallerContext, planned: Planned[]): Promise<Map<number, string>> => {
  const places = planned.flatMap((one) =>
    one.kind === 'several' ? one.books.slice(0, 5).flatMap(({ place }) => place ?? []) : [],
  )
  if (places.length === 0) return new Map()
  const { found } = await asCaller(c.var, { found: selectIdsAt(c.var.caller, [...new Set(places)]) })
  return new Map(found.map(({ place, id }) => [place, id]))
}

/** The outcome of the rows that are books of the library, as if each update happened. */
const matchOutcomes = ({ book, rows }: MatchedBook, { isUpdate }: PlanOptions): [GoodRow, RowOutcome][] =>
  rows.map(({ row, changes, differs }) => [
    row,
    {
      status: isUpdate && changes.length > 0 ? 'updated' : 'skipped',
      match: { code: 'in_library', bookIds: [book.id], rows: [] },
      changes,
      differs,
    },
  ])

const ordered = (
  rows: ImportRow[],
  planned: Planned[],
  outcomes: Map<GoodRow, RowOutcome>,
  ids: Map<number, string>,
  { isUpdate }: PlanOptions,
): RowOutcome[] =>
  planned.map((one): RowOutcome => {
    if (one.kind === 'failed') return { status: 'failed' }
    if (one.kind === 'several') {
      const bookIds = one.books.flatMap(({ place }) => (place === undefined ? [] : (ids.get(place) ?? [])))
      const others = one.books.flatMap(({ rowIndex }) =>
        rowIndex === undefined ? [] : (rows[rowIndex]?.row ?? []),
      )
      return skipped('several', bookIds, others)
    }
    if (one.kind === 'in_file') {
      const { changes, differs } = one.differences
      const match = { code: 'in_file' as const, bookIds: [], rows: [one.first.row] }
      return { status: isUpdate && changes.length > 0 ? 'updated' : 'skipped', match, changes, differs }
    }
    // A book that was deleted during the import.
    return outcomes.get(one.row) ?? skipped('changed', [])
  })

interface Writers {
  create: (rows: GoodRow[], outcomes: Map<GoodRow, RowOutcome>) => Promise<void>
  update: (books: MatchedBook[], outcomes: Map<GoodRow, RowOutcome>) => Promise<void>
  usage: Usage | undefined
}

const run = async (
  c: CallerContext,
  rows: ImportRow[],
  options: PlanOptions,
  writersFor: (usage: Usage | undefined) => Writers,
): Promise<RowOutcome[]> => {
  const { usage, books } = await readLibrary(c, options)
  const planned = planRows(rows, books, options)
  const outcomes = new Map<GoodRow, RowOutcome>()
  const writers = writersFor(usage)
  await writers.create(
    planned.flatMap((one) => (one.kind === 'create' ? [one.row] : [])),
    outcomes,
  )
  for await (const matched of matchedBooks(c, planned, options)) {
    for (const book of matched) for (const [row, one] of matchOutcomes(book, options)) outcomes.set(row, one)
    if (options.isUpdate) await writers.update(matched, outcomes)
  }
  return ordered(rows, planned, outcomes, await idsOfCandidates(c, planned), options)
}

/** @returns the outcomes that `applyImport` would have now. Changes nothing. @throws ApiError `quota_exceeded` */
export const previewImport = (
  c: CallerContext,
  rows: ImportRow[],
  options: PlanOptions,
): Promise<RowOutcome[]> => {
  const growth = { bookCount: 0, textBytes: 0, coverBytes: 0 }
  return run(c, rows, options, (usage) => {
    const check = () => {
      if (usage && isOver(usage, growth, c.var.config.quota)) throw new ApiError('quota_exceeded')
    }
    return {
      usage,
      create: async (created, outcomes) => {
        for (const row of created) outcomes.set(row, { status: 'created', bookId: undefined })
        growth.bookCount += created.length
        growth.textBytes += created.reduce((bytes, { fields }) => bytes + bytesOf(fields), 0)
        check()
      },
      update: async (matched) => {
        growth.textBytes += matched.reduce(
          (bytes, { book, updated }) => bytes + bytesOf(updated) - textBytesIn(book),
          0,
        )
        check()
      },
    }
  })
}

/**
 * Adds and updates the books of a file. Each statement writes all of its rows or none, in a transaction with at most four
 * others. A run that breaks off, also because the library is full, is sent again: it skips the books that are there.
 * @throws ApiError `quota_exceeded`; some of the books may be there then
 */
export const applyImport = async (
  c: CallerContext,
  rows: ImportRow[],
  options: PlanOptions,
  claim: Claim | undefined,
): Promise<ImportOutcome> => {
  const outcomes = await run(c, rows, options, (usage) => ({
    usage,
    create: (created, found) => writeBooks(c, created, options, claim, found),
    update: (matched, found) => writeUpdates(c, matched, options, claim, found),
  }))
  if (claim) {
    const outcome = outcomeOf(rememberedOutcome(rows, outcomes))
    const { remembered } = await asCaller(c.var, { remembered: updateOutcome(claim, outcome) })
    // Another run has taken the claim over, and adds the books that this one could not add.
    if (remembered.length === 0)
      throw new ApiError('service_unavailable', { cause: 'the claim was taken over' })
  }
  return outcomes
}
