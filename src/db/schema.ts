import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** An instant, stored as Unix milliseconds. */
const instant = (name: string) => integer(name, { mode: 'timestamp_ms' })

export const users = sqliteTable(
  'users',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** Lower case: addresses are compared without case. */
    email: text('email').notNull().unique(),
    /** PHC string, see auth/passwords.ts. */
    passwordHash: text('password_hash').notNull(),
    /** Counts changes of the password; the same password under a new hash is none. */
    passwordVersion: integer('password_version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** Set: nobody signs in, and nobody finds this user's books. */
    disabledAt: instant('disabled_at'),
    /** Set: the account is being erased; what is left of it goes in batches. */
    erasedAt: instant('erased_at'),
  },
  (table) => [index('users_erased').on(table.erasedAt).where(sql`${table.erasedAt} is not null`)],
)

/** A row is a live session: ending one deletes it, so there is no state "ended" to forget to check. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** How often the refresh token was rotated; the live token carries this number. */
    counter: integer('counter').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Sign-in or last rotation: the last use, to the quarter of an hour that an access token lives. */
    rotatedAt: instant('rotated_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    userAgent: text('user_agent').notNull(),
  },
  (table) => [index('sessions_user').on(table.userId), index('sessions_expiry').on(table.expiresAt)],
)

/**
 * Attempts to guess a secret, counted per target: an address, known or not, or one device at an address. The key is
 * a keyed hash, so that the table names nobody.
 */
export const guesses = sqliteTable(
  'guesses',
  {
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    /** No further attempt before. */
    retryAt: instant('retry_at').notNull(),
    /** Forgotten, if no further attempt comes before. */
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('guesses_expiry').on(table.expiresAt)],
)

/** Single-use tokens for one download, by the SHA-256 of the token. */
export const downloadTokens = sqliteTable(
  'download_tokens',
  {
    digest: text('digest').primaryKey(),
    sessionId: text('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('download_tokens_session').on(table.sessionId),
    index('download_tokens_expiry').on(table.expiresAt),
  ],
)

export const categories = [
  'romance',
  'poetry',
  'politics',
  'picture book',
  'science',
  'fantasy',
  'horror',
  'thriller',
] as const

export const books = sqliteTable(
  'books',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    title: text('title').notNull(),
    description: text('description').notNull(),
    /** What search looks at, see books/search.ts. */
    titleWords: text('title_words').notNull(),
    descriptionWords: text('description_words').notNull(),
    category: text('category', { enum: categories }).notNull(),
    /** 128 random bits that name the cover's files; null for an imported book without a cover. */
    coverKey: text('cover_key'),
    /** Counts changes; the ETag. */
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    // SQLite's default collation compares bytes, which for UTF-8 is code point by code point.
    uniqueIndex('books_title').on(table.userId, table.title),
    // A list is read from the index that holds its books in its order, see `listBooks`: own or all, of one category
    // or any, by time or by title. `books_title` is one of them.
    index('books_newest').on(table.userId, table.createdAt, table.id),
    index('books_category').on(table.userId, table.category, table.createdAt, table.id),
    index('books_category_title').on(table.userId, table.category, table.title),
    index('all_books_newest').on(table.createdAt, table.id),
    index('all_books_category').on(table.category, table.createdAt, table.id),
    index('all_books_title').on(table.title, table.id),
    index('all_books_category_title').on(table.category, table.title, table.id),
  ],
)

/** Requests that a client may send again, and what was answered. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    route: text('route').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of what was asked. */
    fingerprint: text('fingerprint').notNull(),
    /** The run that may carry it out. */
    claim: text('claim').notNull(),
    claimedAt: instant('claimed_at').notNull(),
    /** JSON; null while the first is under way. */
    answer: text('answer'),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.route, table.key] }),
    index('idempotency_keys_expiry').on(table.expiresAt),
  ],
)

/**
 * Cover files that no book owns: not yet (an upload under way) or no longer. A key is entered before its files
 * are written or in the transaction that takes them from their book, and taken out in the transaction that gives
 * them to one; so whatever dies in between, the sweep removes exactly the files that nobody needs.
 */
export const unownedCovers = sqliteTable(
  'unowned_covers',
  {
    key: text('key').primaryKey(),
    deleteAfter: instant('delete_after').notNull(),
  },
  (table) => [index('unowned_covers_due').on(table.deleteAfter)],
)
