import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { changedColumns } from '../books/changed-columns.ts'
import { nextChange } from '../books/changes/numbers.ts'
import { books, koreaderDocuments } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { sizedChange } from '../quotas/statements.ts'
import type { Usage } from '../quotas/usage.ts'
import { type Progress, readingChanges } from './reading-changes.ts'

export const isOwnDocument = ({ userId }: Caller, document: string) =>
  and(eq(koreaderDocuments.userId, userId), eq(koreaderDocuments.document, document))

/**
 * Gives a book the progress of a document. In a library above its quota no book changes, but the devices share their place.
 * @param isBook which book of the caller
 */
export const progressOfBook = (caller: Caller, isBook: SQL, report: Progress, quota: Usage) => {
  const next = readingChanges(caller, isBook, report)
  // A changed book has no next values, so the last step of the sizes finds no growth.
  const isChanged = eq(books.id, sql`(select ${next.id} from ${next})`)
  const textGrowth = sql`(select ${next.growth} from ${next})`
  const sized = sizedChange(caller.userId, { textGrowth }, isChanged, quota)
  return {
    reserved: sized.reserved,
    moved: statement(
      build
        .update(books)
        .set({
          ...changedColumns({}, caller.at),
          status: sql`${next.status}`,
          progress: sql`${next.progress}`,
          readings: sql`${next.readings}`,
          finishedOn: sql`(select max(value ->> '$.finished_on') from json_each(${next.readings}))`,
          changeSeq: nextChange(caller),
        })
        .from(next)
        .where(and(eq(books.id, next.id), sized.ifReserved)),
    ),
    released: sized.released,
  }
}
