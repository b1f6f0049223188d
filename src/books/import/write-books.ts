import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import type { Statement } from '../../db/statement.ts'
import { ApiError } from '../../http/errors.ts'
import { type Claim, ifClaimIsHeld } from '../../idempotency/statements.ts'
import { textBytesIn } from '../../quotas/usage.ts'
import { isImportedDescriptionPublic } from '../old-description.ts'
import { newBookRow } from '../rows.ts'
import { chunksPerBatch, inChunks } from './chunks.ts'
import { booksInsertion, selectTaken } from './insert-statements.ts'
import type { PlanOptions } from './match/plan.ts'
import { type RowOutcome, skipped } from './outcome.ts'
import type { GoodRow } from './rows.ts'
import { rowJson, type WrittenRow } from './written-rows.ts'

interface NewRow extends WrittenRow {
  row: GoodRow
}

/** Takes a few at a time: D1 allows a batch 30 s, and other requests wait for it. */
function* inBatches<T>(all: T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += chunksPerBatch) yield all.slice(at, at + chunksPerBatch)
}

/** The rows of a batch as JSON have many times the size of the file, so they are made one batch after the other. */
const rowsPerBatch = 1000

/** A row of any statement of the insertion. */
interface FoundRow {
  id?: string | undefined
  fits?: number | undefined
  bookCount?: number
}

const newRow = (c: CallerContext, row: GoodRow, isOurs: boolean): NewRow => {
  const book = {
    ...newBookRow(c.var.caller, row.fields, undefined, row.createdAt),
    descriptionIsPublic: isImportedDescriptionPublic(row.fields.description, isOurs),
  }
  const textBytes = textBytesIn(book)
  const { id, title, authors, isbn } = book
  const json = rowJson({ ...book, textBytes })
  return { row, id, textBytes, json, sizeJson: rowJson({ id, title, authors, isbn, textBytes }) }
}

const insert = async (
  c: CallerContext,
  chunks: NewRow[][],
  claim: Claim | undefined,
): Promise<Set<string>> => {
  const { caller, config } = c.var
  const onlyIf = claim && ifClaimIsHeld(claim)
  const batch: Record<string, Statement<FoundRow>> = {}
  for (const [at, chunk] of chunks.entries())
    for (const [name, one] of Object.entries(booksInsertion(caller, chunk, config.quota, onlyIf)))
      batch[`${name}${at}`] = one
  const found = await asCaller(c.var, batch)
  if (chunks.some((_, at) => found[`fit${at}`]?.length === 0)) throw new ApiError('quota_exceeded')
  return new Set(
    Object.values(found)
      .flat()
      .flatMap(({ id }) => id ?? []),
  )
}

/** Rows whose book came into the library after it was read: the unique index has decided. */
const takenOutcomes = async (c: CallerContext, rows: NewRow[]): Promise<[GoodRow, RowOutcome][]> => {
  if (rows.length === 0) return []
  const { taken } = await asCaller(c.var, { taken: selectTaken(c.var.caller, rows) })
  const byId = new Map(rows.map(({ id, row }) => [id, row]))
  return taken.flatMap(({ rowId, sameId, titleId }): [GoodRow, RowOutcome][] => {
    const row = byId.get(rowId)
    const outcome = sameId
      ? skipped('in_library', [sameId])
      : skipped('title_taken', titleId ? [titleId] : [])
    return row ? [[row, outcome]] : []
  })
}

/**
 * Inserts the books of rows, and enters the outcome of each.
 * @throws ApiError `quota_exceeded`; some of the books may be there then
 */
export const writeBooks = async (
  c: CallerContext,
  rows: GoodRow[],
  { isOurs }: PlanOptions,
  claim: Claim | undefined,
  outcomes: Map<GoodRow, RowOutcome>,
): Promise<void> => {
  for (let at = 0; at < rows.length; at += rowsPerBatch) {
    const created = rows.slice(at, at + rowsPerBatch).map((row) => newRow(c, row, isOurs))
    for (const chunks of inBatches(inChunks(created, ({ json }) => json))) {
      const inserted = await insert(c, chunks, claim)
      const all = chunks.flat()
      for (const { row, id } of all)
        if (inserted.has(id)) outcomes.set(row, { status: 'created', bookId: id })
      const others = all.filter(({ id }) => !inserted.has(id))
      for (const [row, outcome] of await takenOutcomes(c, others)) outcomes.set(row, outcome)
    }
  }
}
