import { and, eq, exists, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { ifCallerIsLive } from '../auth/live-caller.ts'
import type { Book } from '../books/rows.ts'
import { bookChange } from '../books/statements.ts'
import { books, koreaderDocuments } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import type { Usage } from '../quotas/usage.ts'
import type { ReadingChanges } from './reading-changes.ts'

/** A book as read for a change by a report. */
type TiedBook = Pick<Book, 'id' | 'version' | 'status' | 'progress' | 'readings'>

type Columns = Partial<typeof koreaderDocuments.$inferInsert>

const one = { one: sql`1` }

export const isOwnDocument = ({ userId }: Caller, document: string) =>
  and(eq(koreaderDocuments.userId, userId), eq(koreaderDocuments.document, document))

export const isTiedTo = (bookId: string): SQL => eq(koreaderDocuments.bookId, bookId)

const ifBookIsAsRead = ({ userId }: Caller, { id, version }: TiedBook): SQL =>
  exists(
    build
      .select(one)
      .from(books)
      .where(and(eq(books.id, id), eq(books.userId, userId), eq(books.version, version))),
  )

interface TiedChange {
  document: string
  /** The document is as it was read. */
  isAsRead: SQL | undefined
  columns: Columns
  /** The instant of the report that the book gets. */
  syncedAt: Date
  book: TiedBook
  changes: ReadingChanges
}

/**
 * Changes a document and its book, or neither of them if one has changed since it was read. In a library that is over its
 * quota the book stays as it is, and the devices still share their place.
 * @returns `saved`: one row if the document was changed
 */
export const tiedChange = (
  caller: Caller,
  { document, isAsRead, columns, syncedAt, book, changes }: TiedChange,
  quota: Usage,
) => {
  const isSaved = exists(
    build
      .select(one)
      .from(koreaderDocuments)
      .where(
        and(isOwnDocument(caller, document), isTiedTo(book.id), eq(koreaderDocuments.syncedAt, syncedAt)),
      ),
  )
  const condition = { versions: [book.version], onlyIf: isSaved }
  const isChange = Object.keys(changes).length > 0
  return {
    saved: statement(
      build
        .update(koreaderDocuments)
        .set(columns)
        .where(
          and(
            isOwnDocument(caller, document),
            isAsRead,
            ifBookIsAsRead(caller, book),
            ifCallerIsLive(caller),
          ),
        )
        .returning({ document: koreaderDocuments.document }),
    ),
    ...(isChange && bookChange(caller, book.id, condition, changes, quota)),
  }
}
