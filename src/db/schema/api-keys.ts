import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** The keys of programs. A row is a live key: revoking a key deletes its row. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    name: text('name').notNull(),
    /** JSON, see auth/scopes.ts. */
    scopes: text('scopes', { mode: 'json' }).$type<string[]>().notNull(),
    /** The first characters of the key, by which its owner recognises it. */
    prefix: text('prefix').notNull(),
    /** SHA-256 of the key. */
    digest: text('digest').notNull().unique(),
    /** For a key of KOReader: SHA-256 of the MD5 that the device sends. It opens `/koreader` alone. */
    deviceDigest: text('device_digest').unique(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** The beginning of the hour of the last use; null for never. */
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [index('api_keys_user').on(table.userId), index('api_keys_expiry').on(table.expiresAt)],
)
