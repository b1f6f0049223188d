import { and, desc, eq, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { ifCallerIsLive } from '../../auth/live-caller.ts'
import { isOwn } from '../../books/conditions.ts'
import { books, koreaderDocuments } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { isOwnDocument } from '../tied-statements.ts'

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

const selectFrom = () =>
  build
    .select({ ...documentColumns, bookTitle: sql<string | null>`${books.title}`.as('bookTitle') })
    .from(koreaderDocuments)
    .leftJoin(books, eq(books.id, koreaderDocuments.bookId))

interface Page {
  after: [syncedAt: number, document: string] | undefined
  limit: number
}

/** @returns the documents of a reader, those of the last reports first */
export const selectDocuments = (userId: string, { after, limit }: Page) => {
  const { syncedAt, document } = koreaderDocuments
  const isBehind = after && sql`(${syncedAt}, ${document}) < (${after[0]}, ${after[1]})`
  return statement(
    selectFrom()
      .where(and(eq(koreaderDocuments.userId, userId), isBehind))
      .orderBy(desc(syncedAt), desc(document))
      .limit(limit),
  )
}

export const selectDocument = (caller: Caller, document: string) =>
  statement(selectFrom().where(isOwnDocument(caller, document)))

/** A book of the caller, as a report changes it. */
export const selectOwnBook = (caller: Caller, id: string) =>
  statement(
    build
      .select({
        id: books.id,
        title: books.title,
        version: books.version,
        status: books.status,
        progress: books.progress,
        readings: books.readings,
      })
      .from(books)
      .where(isOwn(caller, id)),
  )

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
