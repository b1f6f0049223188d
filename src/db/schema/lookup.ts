import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** Readers make two kinds of requests to the providers of book data. */
const kinds = ['lookup', 'cover'] as const

/** The requests of a reader to the providers of book data, one window of an hour for each kind. */
export const lookupCounts = sqliteTable(
  'lookup_counts',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    kind: text('kind', { enum: kinds }).notNull(),
    count: integer('count').notNull(),
    /** The window ends at this instant. */
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.kind] }),
    index('lookup_counts_expiry').on(table.expiresAt),
  ],
)

/** The requests of the whole service to a server of a provider: all readers share its IP address. */
export const providerBudgets = sqliteTable(
  'provider_budgets',
  {
    server: text('server').primaryKey(),
    /** Of the window. */
    count: integer('count').notNull(),
    windowEndsAt: instant('window_ends_at').notNull(),
    /** The server rejected a request: the next one is allowed from this instant on. */
    retryAt: instant('retry_at').notNull(),
    /** How often in a row. */
    rejections: integer('rejections').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('provider_budgets_expiry').on(table.expiresAt)],
)

/** The responses of providers, as the service understood them. An empty list: the provider knows no such book. */
export const lookupResults = sqliteTable(
  'lookup_results',
  {
    /** SHA-256 of the provider and the query, so that the table does not reveal what readers typed. */
    digest: text('digest').primaryKey(),
    /** JSON, see lookup/found-book.ts. */
    books: text('books').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('lookup_results_expiry').on(table.expiresAt)],
)
