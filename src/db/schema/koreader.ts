import { index, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** How far a reader has read in a document of an e-reader, as KOReader reports it. */
export const koreaderDocuments = sqliteTable(
  'koreader_documents',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** The digest by which KOReader names a document. */
    document: text('document').notNull(),
    /** The place, in a form that KOReader alone understands. */
    progress: text('progress').notNull(),
    /** From 0 to 1. */
    percentage: real('percentage').notNull(),
    device: text('device').notNull(),
    deviceId: text('device_id').notNull(),
    /** As the device tells them, if its owner allows it to; null otherwise. */
    title: text('title'),
    authors: text('authors'),
    syncedAt: instant('synced_at').notNull(),
    /**
     * The book that the reader tied the document to; null for none. It may have been deleted since: a reference would make
     * the deletion of a book change rows of another table.
     */
    bookId: text('book_id'),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.document] }),
    index('koreader_documents_synced').on(table.userId, table.syncedAt, table.document),
  ],
)
