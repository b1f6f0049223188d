import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import type { Statement } from '../../db/statement.ts'
import { ApiError } from '../../http/errors.ts'
import { outcomeOf } from '../../idempotency/once.ts'
import { type Claim, ifClaimIsHeld, updateOutcome } from '../../idempotency/statements.ts'
import { selectUsage } from '../../quotas/statements.ts'
import { isOver, textBytesIn, type Usage } from '../../quotas/usage.ts'
import { newBookRow } from '../rows.ts'
import { chunksPerBatch, inChunks } from './chunks.ts'
import { type ImportOutcome, type RowStatus, rememberedOutcome } from './outcome.ts'
import type { GoodRow, ImportRow } from './report.ts'
import { bookJson, booksInsertion, selectOwnTitles } from './statements.ts'

const good = (rows: ImportRow[]): GoodRow[] => rows.filter((row) => row.problem === undefined)

/** Takes a few at a time: D1 allows a batch 30 s, and other requests wait for it. */
const inBatches = <T>(all: T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / chunksPerBatch) }, (_, at) =>
    all.slice(at * chunksPerBatch, (at + 1) * chunksPerBatch),
  )

const statusesOf = (rows: ImportRow[], isNew: (row: GoodRow) => boolean): RowStatus[] =>
  rows.map((row) => {
    if (row.problem !== undefined) return 'failed'
    return isNew(row) ? 'created' : 'skipped'
  })

/** A row of any statement of an import: a new book, a title, or the size of the library. */
type FoundRow = Partial<{ id: string; title: string } & Usage>

/** @returns the statuses that `applyImport` would return now. Changes nothing. @throws ApiError `quota_exceeded` */
export const previewImport = async (c: CallerContext, rows: ImportRow[]): Promise<RowStatus[]> => {
  const { caller, config } = c.var
  const known = new Set<string>()
  let usage: FoundRow | undefined
  for (const chunks of inBatches(inChunks(good(rows), ({ title }) => title))) {
    const batch: Record<string, Statement<FoundRow>> = { size: selectUsage(caller.userId) }
    for (const [at, chunk] of chunks.entries())
      batch[`own${at}`] = selectOwnTitles(caller, JSON.stringify(chunk.map(({ title }) => title)))
    const { size = [], ...own } = await asCaller(c.var, batch)
    usage ??= size[0]
    for (const { title } of Object.values(own).flat()) if (title !== undefined) known.add(title)
  }
  const growth = { bookCount: 0, textBytes: 0, coverBytes: 0 }
  const statuses = statusesOf(rows, (row) => {
    if (known.has(row.title)) return false
    known.add(row.title)
    growth.bookCount += 1
    growth.textBytes += textBytesIn(row)
    return true
  })
  if (usage && isOver(usage as Usage, growth, config.quota)) throw new ApiError('quota_exceeded')
  return statuses
}

/**
 * Adds the books of a file. Each statement adds all of its rows or none, in a transaction with at most four others. A run
 * that breaks off, also because the library is full, is sent again: it skips the books that are there.
 * @throws ApiError `quota_exceeded`; some of the books may be there then
 */
export const applyImport = async (
  c: CallerContext,
  rows: ImportRow[],
  claim: Claim | undefined,
): Promise<ImportOutcome> => {
  const { caller, config } = c.var
  const newBooks = good(rows).map(({ row, categoryGuessed, problem, createdAt, ...fields }) => {
    const book = newBookRow(caller, fields, undefined, createdAt)
    return { row, id: book.id, title: book.title, textBytes: textBytesIn(book), json: bookJson(book) }
  })
  const onlyIf = claim && ifClaimIsHeld(claim)
  const created = new Set<string>()
  for (const chunks of inBatches(inChunks(newBooks, ({ json }) => json))) {
    const batch: Record<string, Statement<FoundRow>> = {}
    for (const [at, chunk] of chunks.entries()) {
      const statements = booksInsertion(caller, chunk, config.quota, onlyIf)
      for (const [name, one] of Object.entries(statements)) batch[`${name}${at}`] = one
    }
    const found = Object.values(await asCaller(c.var, batch)).flat()
    for (const { id } of found) if (id !== undefined) created.add(id)
    if (found.some(({ title }) => title !== undefined)) throw new ApiError('quota_exceeded')
  }
  const idOfRow = new Map(newBooks.map(({ row, id }) => [row, id]))
  const statuses = statusesOf(rows, ({ row }) => created.has(idOfRow.get(row) ?? ''))
  if (claim) {
    const outcome = outcomeOf(rememberedOutcome(rows, statuses))
    const { remembered } = await asCaller(c.var, { remembered: updateOutcome(claim, outcome) })
    // Another run has taken the claim over, and adds the books that this one could not add.
    if (remembered.length === 0)
      throw new ApiError('service_unavailable', { cause: 'the claim was taken over' })
  }
  return statuses
}
