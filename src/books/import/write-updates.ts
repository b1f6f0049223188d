import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import { ApiError } from '../../http/errors.ts'
import { type Claim, ifClaimIsHeld } from '../../idempotency/statements.ts'
import { textBytesIn } from '../../quotas/usage.ts'
import { updatedColumns } from './changed-book.ts'
import { inChunks } from './chunks.ts'
import type { MatchedBook } from './library.ts'
import type { PlanOptions } from './match/plan.ts'
import type { RowOutcome } from './outcome.ts'
import type { GoodRow } from './rows.ts'
import { booksUpdate, type UpdatedColumns } from './update-statements.ts'
import { rowJson, type WrittenRow } from './written-rows.ts'

interface UpdatedRow extends WrittenRow {
  matched: MatchedBook
  growth: number
  names: (keyof UpdatedColumns)[]
}

const updatedRow = (c: CallerContext, matched: MatchedBook, isOurs: boolean): UpdatedRow[] => {
  const { book, rows, updated } = matched
  const changes = [...new Set(rows.flatMap((row) => row.changes))]
  if (changes.length === 0) return []
  const columns = updatedColumns(book, updated, changes, isOurs, c.var.caller.at)
  const textBytes = textBytesIn(columns)
  const json = rowJson({ id: book.id, textBytes, ...columns })
  const { title, authors, isbn, version } = columns
  const sizeJson = rowJson({ id: book.id, textBytes, title, authors, isbn, version })
  const names = Object.keys(columns) as (keyof UpdatedColumns)[]
  return [{ matched, id: book.id, textBytes, growth: textBytes - textBytesIn(book), json, sizeJson, names }]
}

const write = async (
  c: CallerContext,
  chunk: UpdatedRow[],
  claim: Claim | undefined,
): Promise<Set<string>> => {
  const { caller, config } = c.var
  const growth = chunk.reduce((bytes, row) => bytes + row.growth, 0)
  const onlyIf = claim && ifClaimIsHeld(claim)
  const statements = booksUpdate(caller, chunk, chunk[0]?.names ?? [], growth > 0, config.quota, onlyIf)
  const { reserved, updated } = await asCaller(c.var, statements)
  const isFull = growth > 0 && (reserved[0]?.textBytes ?? 0) > config.quota.textBytes
  if (isFull && updated.length === 0) throw new ApiError('quota_exceeded')
  return new Set(updated.map(({ id }) => id))
}

/**
 * Updates books from their rows, and enters the outcome of those that were changed meanwhile.
 * @throws ApiError `quota_exceeded`; some of the books may be updated then
 */
export const writeUpdates = async (
  c: CallerContext,
  books: MatchedBook[],
  { isOurs }: PlanOptions,
  claim: Claim | undefined,
  outcomes: Map<GoodRow, RowOutcome>,
): Promise<void> => {
  const written = books.flatMap((matched) => updatedRow(c, matched, isOurs))
  for (const chunk of inChunks(written, ({ json }) => json)) {
    const updated = await write(c, chunk, claim)
    for (const { matched, id } of chunk) {
      if (updated.has(id)) continue
      for (const { row, changes, differs } of matched.rows) {
        const match = { code: 'changed' as const, bookIds: [id], rows: [] }
        outcomes.set(row, { status: 'skipped', match, changes, differs })
      }
    }
  }
}
