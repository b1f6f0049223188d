import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'

/**
 * Failed attempts at a password, one counter for each email, device or session. The key is a keyed hash, so the table
 * reveals no email. The table's name is older than the word "attempt".
 */
export const attempts = sqliteTable(
  'guesses',
  {
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    /** The next attempt is allowed from this instant on. */
    retryAt: instant('retry_at').notNull(),
    /** The counter is forgotten at this instant, unless another attempt comes first. */
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('guesses_expiry').on(table.expiresAt)],
)
