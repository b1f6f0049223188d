import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** The address that is told when a library has changed; one a reader. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => users.id),
    url: text('url').notNull(),
    /** The key that signs the messages, encrypted. */
    secret: text('secret').notNull(),
    /** The key of SECRET_KEY that encrypted it. */
    keyId: text('key_id').notNull(),
    createdAt: instant('created_at').notNull(),
    /** The last change that the receiver was told of, see `books.changeSeq`. */
    notifiedSeq: integer('notified_seq').notNull(),
    /** The message that is being sent: the same for each of its attempts. Null when none is. */
    messageId: text('message_id'),
    /** The next attempt is allowed from this instant on. */
    retryAt: instant('retry_at').notNull(),
    failures: integer('failures').notNull(),
    /** Since when every attempt has failed; null while they succeed. */
    failingSince: instant('failing_since'),
    /** When it was switched off, after three days of failure; null while it is on. */
    disabledAt: instant('disabled_at'),
  },
  (table) => [index('webhooks_due').on(table.retryAt).where(sql`${table.disabledAt} is null`)],
)
