import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** The ways to sign in. The last three are two factors. */
export const methods = ['password', 'totp', 'recovery_code', 'passkey'] as const

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
    /** How the user signed in; null for a session from before it was recorded. */
    method: text('method', { enum: methods }),
    /** SHA-256 of the `Idempotency-Key` of the last rotation; null for none. */
    refreshKeyDigest: text('refresh_key_digest'),
    /** The public key of the device that the session is bound to (DBSC), a JWK; null for a session that is not bound. */
    boundKey: text('bound_key'),
    /** The instant of the last challenge that the device signed: neither it nor an older one is accepted again. */
    boundCounter: integer('bound_counter').notNull().default(0),
    /** The trusted device of the session, which ends with it when its owner ends the session from the list; null for none. */
    trustedDeviceId: text('trusted_device_id'),
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
