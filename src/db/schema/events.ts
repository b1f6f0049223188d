import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** The security events of an account, for its owner. A row is written in the transaction of its cause. */
export const securityEvents = sqliteTable(
  'security_events',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** See events/kinds.ts. */
    kind: text('kind').notNull(),
    /** JSON, for example the name of a passkey. It holds no secret. */
    details: text('details', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    userAgent: text('user_agent').notNull(),
    /** Failed attempts share one row an hour. Null for events with a row of their own. */
    hour: integer('hour'),
    count: integer('count').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('security_events_newest').on(table.userId, table.createdAt, table.id),
    // NULL counts as different, so only rows with an hour are unique.
    uniqueIndex('security_events_hour').on(table.userId, table.kind, table.hour),
    index('security_events_expiry').on(table.expiresAt),
  ],
)

/** The actions of admins. A row is written in the transaction of the change. It names users by id alone. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: text('id').primaryKey(),
    /** Empty for the command line. */
    adminId: text('admin_id').notNull(),
    action: text('action').notNull(),
    targetId: text('target_id').notNull(),
    details: text('details', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('audit_log_newest').on(table.createdAt, table.id),
    index('audit_log_expiry').on(table.expiresAt),
  ],
)
