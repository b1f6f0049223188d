import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import type { Statement } from '../../db/statement.ts'
import { ApiError } from '../../http/errors.ts'
import { outcomeOf } from '../../idempotency/once.ts'
import { type Claim, ifClaimIsHeld, updateOutcome } from '../../idempotency/statements.ts'
import { newBookRow } from '../rows.ts'
import { bookJson, insertBooks, selectOwnTitles } from '../statements.ts'
import { inChunks, statementsPerBatch } from './chunks.ts'
import type { GoodRow, ImportRow } from './report.ts'

/** The outcome of a row: created, skipped because the reader has the title already, or failed. */
export type RowStatus = 'created' | 'skipped' | 'failed'

const good = (rows: ImportRow[]): GoodRow[] => rows.filter((row) => row.problem === undefined)

/** Runs statements a few at a time: D1 allows a batch 30 s, and other requests wait for it. */
const inBatches = async <Row>({ var: { db, caller } }: CallerContext, statements: Statement<Row>[]) => {
  const rows: Row[] = []
  for (let at = 0; at < statements.length; at += statementsPerBatch) {
    const some = statements.slice(at, at + statementsPerBatch)
    const results = await asCaller({ db, caller }, Object.fromEntries(some.entries()))
    rows.push(...Object.values(results).flat())
  }
  return rows
}

const statusesOf = (rows: ImportRow[], isNew: (row: GoodRow) => boolean): RowStatus[] =>
  rows.map((row) => {
    if (row.problem !== undefined) return 'failed'
    return isNew(row) ? 'created' : 'skipped'
  })

/** @returns the statuses that `applyImport` would return now. Changes nothing. */
export const previewImport = async (c: CallerContext, rows: ImportRow[]): Promise<RowStatus[]> => {
  const chunks = inChunks(good(rows).map(({ title }) => JSON.stringify(title)))
  const statements = chunks.map((titles) => selectOwnTitles(c.var.caller, `[${titles.join()}]`))
  const known = new Set((await inBatches(c, statements)).map(({ title }) => title))
  return statusesOf(rows, ({ title }) => {
    if (known.has(title)) return false
    known.add(title)
    return true
  })
}

/**
 * Adds the books of a file. Each statement adds all of its rows or none, in a transaction with at most four others. A run
 * that breaks off is sent again: it skips the books that are there.
 */
export const applyImport = async (
  c: CallerContext,
  rows: ImportRow[],
  claim: Claim | undefined,
): Promise<RowStatus[]> => {
  const { caller } = c.var
  const ids = new Map<number, string>()
  const encoded = good(rows).map(({ row, categoryGuessed, problem, createdAt, ...fields }) => {
    const book = newBookRow(caller, fields, { coverKey: null, createdAt })
    ids.set(row, book.id)
    return bookJson(book)
  })
  const onlyIf = claim && ifClaimIsHeld(claim)
  const statements = inChunks(encoded).map((chunk) => insertBooks(caller, `[${chunk.join()}]`, onlyIf))
  const created = new Set((await inBatches(c, statements)).map(({ id }) => id))
  const statuses = statusesOf(rows, ({ row }) => created.has(ids.get(row) ?? ''))
  if (claim) {
    const { remembered } = await asCaller(c.var, { remembered: updateOutcome(claim, outcomeOf(statuses)) })
    // Another run has taken the claim over, and adds the books that this one could not add.
    if (remembered.length === 0)
      throw new ApiError('service_unavailable', { cause: 'the claim was taken over' })
  }
  return statuses
}
