import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** Requests that a client may send again, each with its outcome. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    route: text('route').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of the request's fields and files. */
    fingerprint: text('fingerprint').notNull(),
    /** The run that may carry the request out. */
    claim: text('claim').notNull(),
    claimedAt: instant('claimed_at').notNull(),
    /** JSON; null while the first request is in progress. */
    outcome: text('answer'),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.route, table.key] }),
    index('idempotency_keys_expiry').on(table.expiresAt),
  ],
)
