import type { Context } from 'hono'
import { uuidv7 } from 'uuidv7'
import { asCaller } from '../../auth/require-user.ts'
import type { Query } from '../../db/client.ts'
import type { AppEnv } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { outcomeOf } from '../../idempotency/once.ts'
import { type Claim, rememberAnswer } from '../../idempotency/statements.ts'
import { findOwnTitles, firstVersion, insertBooks } from '../statements.ts'
import { searchColumns } from '../search.ts'
import type { GoodRow, ImportRow } from './report.ts'

/** What became of each row, in order: created, skipped (the title was there already), failed. */
export type RowStatus = 'created' | 'skipped' | 'failed'

// One statement each. A row with all its words is at most some 60 KB, and D1 takes a parameter of 2 MB.
const rowsPerStatement = 200
const bytesPerStatement = 1_000_000
const statementsPerBatch = 5

/** Cuts rows into runs that fit into one statement, by what they weigh as JSON. */
const inChunks = (rows: string[]): string[][] => {
  const chunks: string[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const row of rows) {
    const chunk = chunks.at(-1)
    // Three bytes for a UTF-16 unit is the most that UTF-8 takes.
    if (chunk && chunk.length < rowsPerStatement && size + row.length * 3 <= bytesPerStatement) {
      chunk.push(row)
      size += row.length * 3
    } else {
      chunks.push([row])
      size = row.length * 3
    }
  }
  return chunks
}

const good = (rows: ImportRow[]): GoodRow[] => rows.filter((row) => row.problem === undefined)

/** Runs queries a few at a time: a batch of D1 may take 30 s, and other requests wait for it. */
const inBatches = async <T>(c: Context<AppEnv>, queries: Query[]): Promise<T[]> => {
  const results: T[] = []
  for (let at = 0; at < queries.length; at += statementsPerBatch) {
    const batch = await asCaller(c, ...queries.slice(at, at + statementsPerBatch))
    results.push(...(batch as T[][]).flat())
  }
  return results
}

const statusesOf = (rows: ImportRow[], isNew: (row: GoodRow) => boolean): RowStatus[] =>
  rows.map((row) => {
    if (row.problem !== undefined) return 'failed'
    return isNew(row) ? 'created' : 'skipped'
  })

/** @returns what `applyImport` would do now. Changes nothing. */
export const previewImport = async (c: Context<AppEnv>, rows: ImportRow[]): Promise<RowStatus[]> => {
  const { db, caller } = c.var
  const chunks = inChunks(good(rows).map(({ title }) => JSON.stringify(title)))
  const queries = chunks.map((titles) => findOwnTitles(db, caller, `[${titles.join()}]`))
  const known = new Set((await inBatches<{ title: string }>(c, queries)).map(({ title }) => title))
  return statusesOf(rows, ({ title }) => {
    if (known.has(title)) return false
    known.add(title)
    return true
  })
}

/**
 * Adds the books of a file, in statements that each hold all or nothing. A run that dies half-way is simply sent
 * again: what is there already is skipped.
 */
export const applyImport = async (
  c: Context<AppEnv>,
  rows: ImportRow[],
  claim: Claim | undefined,
): Promise<RowStatus[]> => {
  const { db, caller } = c.var
  const ids = new Map<number, string>()
  const encoded = good(rows).map(({ row, title, description, category, createdAt = caller.at }) => {
    const id = uuidv7()
    ids.set(row, id)
    const { titleWords, descriptionWords } = searchColumns({ title, description })
    const created = createdAt.getTime()
    return JSON.stringify({
      id,
      title,
      description,
      titleWords,
      descriptionWords,
      category,
      created,
      firstVersion,
    })
  })
  const queries = inChunks(encoded).map((chunk) => insertBooks(db, caller, claim, `[${chunk.join()}]`))
  const created = new Set((await inBatches<{ id: string }>(c, queries)).map(({ id }) => id))
  const statuses = statusesOf(rows, ({ row }) => created.has(ids.get(row) ?? ''))
  if (claim) {
    const [[remembered]] = await asCaller(c, rememberAnswer(db, claim, outcomeOf(statuses)))
    // Another run took the claim over; what this one could not add, that one does.
    if (!remembered) throw new ApiError('service_unavailable', { cause: 'the claim was taken over' })
  }
  return statuses
}
