import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** The books that a reader deleted, for programs that follow the changes of the library. */
export const deletedBooks = sqliteTable(
  'deleted_books',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** The place of the deletion among the changes of the library, see `books.changeSeq`. */
    changeSeq: integer('change_seq').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('deleted_books_changes').on(table.userId, table.changeSeq, table.id),
    index('deleted_books_expiry').on(table.expiresAt),
  ],
)
