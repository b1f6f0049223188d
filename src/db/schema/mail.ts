import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { passkeys } from './factors.ts'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** Mails that are to be sent. A row is written in the transaction of its cause, and deleted when the mail was sent. */
export const mails = sqliteTable(
  'mails',
  {
    id: text('id').primaryKey(),
    /** Null for an email that has no account. */
    userId: text('user_id').references(() => users.id),
    recipient: text('recipient').notNull(),
    /** Names the template, see mail/templates. */
    template: text('template').notNull(),
    /** The values of the template, JSON. It holds no token: the sender makes the link from the row of `mailed_links`. */
    values: text('values', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** The row of `mailed_links`, for a mail with a link. */
    linkId: text('link_id'),
    failures: integer('failures').notNull(),
    createdAt: instant('created_at').notNull(),
    /** The next attempt to send is allowed from this instant on. */
    retryAt: instant('retry_at').notNull(),
    /** Set where mails are kept to be looked at: in development. */
    sentAt: instant('sent_at'),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('mails_due').on(table.retryAt),
    index('mails_user').on(table.userId),
    index('mails_expiry').on(table.expiresAt),
  ],
)

/** A passkey whose account does not exist yet. Its authenticator stores the `userId` that the account gets. */
export type PendingPasskey = Omit<typeof passkeys.$inferSelect, 'createdAt' | 'lastUsedAt'>

/**
 * The links of mails: each is used once, for one purpose. The token of a link is a MAC over the id, so the table holds
 * neither a token nor its digest.
 */
export const mailedLinks = sqliteTable(
  'mailed_links',
  {
    id: text('id').primaryKey(),
    purpose: text('purpose', {
      enum: ['sign_up', 'verify_email', 'change_email', 'reset_password', 'keep_factors'],
    }).notNull(),
    /** Null for a sign-up. */
    userId: text('user_id').references(() => users.id),
    /** The email that received the link. */
    email: text('email').notNull(),
    /** A changed password ends a link that resets it. */
    passwordVersion: integer('password_version'),
    /** For a sign-up: the name and the password hash of the account. Otherwise empty. */
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    /** For a sign-up with a passkey: the passkey of the account, JSON. It is deleted with the row. */
    passkey: text('passkey', { mode: 'json' }).$type<PendingPasskey>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('mailed_links_user').on(table.userId, table.purpose),
    index('mailed_links_email').on(table.email, table.purpose),
    index('mailed_links_expiry').on(table.expiresAt),
  ],
)

/** The mails to an email in one hour, by a keyed hash. */
export const mailCounts = sqliteTable(
  'mail_counts',
  {
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    /** The hour ends at this instant. */
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('mail_counts_expiry').on(table.expiresAt)],
)
