import { and, desc, eq, exists, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { ifCallerIsLive, live } from '../../auth/live-caller.ts'
import { isOwn } from '../../books/conditions.ts'
import { books, koreaderDocuments } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import type { Usage } from '../../quotas/usage.ts'
import { isOwnDocument, progressOfBook } from '../tied-statements.ts'

const documentColumns = {
  document: koreaderDocuments.document,
  title: koreaderDocuments.title,
  authors: koreaderDocuments.authors,
  percentage: koreaderDocuments.percentage,
  device: koreaderDocuments.device,
  syncedAt: koreaderDocuments.syncedAt,
  bookId: koreaderDocuments.bookId,
}

/** A document with the title of its book. */
export type Document = Pick<typeof koreaderDocuments.$inferSelect, keyof typeof documentColumns> & {
  bookTitle: string | null
}

const selectFrom = (caller: Caller, isWanted: SQL | undefined) => {
  const { callers, isLive } = live(caller)
  return build
    .select({ ...documentColumns, bookTitle: sql<string | null>`${books.title}`.as('bookTitle') })
    .from(callers)
    .innerJoin(koreaderDocuments, isWanted)
    .leftJoin(books, eq(books.id, koreaderDocuments.bookId))
    .where(isLive)
}

interface Page {
  after: [syncedAt: number, document: string] | undefined
  limit: number
}

/** @returns the documents of a reader, those of the last reports first */
export const selectDocuments = (caller: Caller, { after, limit }: Page) => {
  const { syncedAt, document } = koreaderDocuments
  const isBehind = after && sql`(${syncedAt}, ${document}) < (${after[0]}, ${after[1]})`
  return statement(
    selectFrom(caller, and(eq(koreaderDocuments.userId, caller.userId), isBehind))
      .orderBy(desc(syncedAt), desc(document))
      .limit(limit),
  )
}

const selectDocument = (caller: Caller, document: string) =>
  statement(selectFrom(caller, isOwnDocument(caller, document)))

/**
 * Gives a book the last report of a document, and ties the document to it. If they are tied already, nothing changes: the
 * reports since then have changed the book, and its owner may have changed it after them.
 * @returns `found`: the document, if the caller has it, as it is then; tied if the caller has the book
 */
export const tieBatch = (caller: Caller, document: string, bookId: string, quota: Usage) => {
  const { percentage, syncedAt } = koreaderDocuments
  const isUntied = and(isOwnDocument(caller, document), sql`${koreaderDocuments.bookId} is not ${bookId}`)
  const ofDocument = (column: SQL) =>
    sql`(${build.select({ value: column }).from(koreaderDocuments).where(isUntied)})`
  const report = {
    percentage: ofDocument(sql`${percentage}`),
    before: -1,
    day: ofDocument(sql`date(${syncedAt} / 1000, 'unixepoch')`),
  }
  const isBook = sql`${books.id} = ${bookId} and ${ofDocument(sql`1`)} is not null`
  return {
    ...progressOfBook(caller, isBook, report, quota),
    tied: statement(
      build
        .update(koreaderDocuments)
        .set({ bookId })
        .where(
          and(
            isUntied,
            exists(build.select({ id: books.id }).from(books).where(isOwn(caller, bookId))),
            ifCallerIsLive(caller),
          ),
        ),
    ),
    found: selectDocument(caller, document),
  }
}

/** @returns one row if the caller has the document */
export const untieDocument = (caller: Caller, document: string) =>
  statement(
    build
      .update(koreaderDocuments)
      .set({ bookId: null })
      .where(and(isOwnDocument(caller, document), ifCallerIsLive(caller)))
      .returning(documentColumns),
  )

/** @returns one row if the caller had the document */
export const deleteDocument = (caller: Caller, document: string) =>
  statement(
    build
      .delete(koreaderDocuments)
      .where(and(isOwnDocument(caller, document), ifCallerIsLive(caller)))
      .returning({ document: koreaderDocuments.document }),
  )
