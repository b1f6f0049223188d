import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** A row is a live session. Ending a session deletes its row, so no query has to check a state "ended". */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Number of rotations of the refresh token. The live token carries this number. */
    counter: integer('counter').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Sign-in or last rotation. It is accurate to the 15 minutes that an access token lives. */
    rotatedAt: instant('rotated_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    userAgent: text('user_agent').notNull(),
  },
  (table) => [index('sessions_user').on(table.userId), index('sessions_expiry').on(table.expiresAt)],
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
