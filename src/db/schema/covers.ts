import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'

/**
 * Cover files that no book owns: an upload in progress, or a cover that was replaced or deleted. A key is entered before
 * its files are written, or in the transaction that takes them from their book. It is removed in the transaction that
 * gives them to a book. So wherever a request stops, the sweep deletes exactly the orphaned files.
 */
export const unownedCovers = sqliteTable(
  'unowned_covers',
  {
    key: text('key').primaryKey(),
    deleteAfter: instant('delete_after').notNull(),
  },
  (table) => [index('unowned_covers_due').on(table.deleteAfter)],
)
