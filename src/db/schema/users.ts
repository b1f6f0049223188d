import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'

export const roles = ['reader', 'admin'] as const

export const users = sqliteTable(
  'users',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** Lower case: emails are compared without case. */
    email: text('email').notNull().unique(),
    /** PHC string, see auth/passwords/hash.ts; `noPassword` for an account that has none. */
    passwordHash: text('password_hash').notNull(),
    /** Counts changes of the password. A new hash of the same password does not count. */
    passwordVersion: integer('password_version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** If set, the user cannot sign in and their books are hidden from everyone. */
    disabledAt: instant('disabled_at'),
    /** If set, the account is being erased in batches. */
    erasedAt: instant('erased_at'),
    /** The size of the library, for quotas. Every batch that writes books changes it, see quotas/statements.ts. */
    bookCount: integer('book_count').notNull().default(0),
    textBytes: integer('text_bytes').notNull().default(0),
    coverBytes: integer('cover_bytes').notNull().default(0),
    /** When the size was last counted from the books; 0 for never. */
    countedAt: instant('counted_at').notNull().default(sql`0`),
    role: text('role', { enum: roles }).notNull().default('reader'),
    /** When the owner proved to receive mail at the email; null for never. */
    emailVerifiedAt: instant('email_verified_at'),
    /** A program that follows the changes of the library and was last up to date before this instant reads it whole again. */
    changesFrom: instant('changes_from').notNull().default(sql`0`),
  },
  (table) => [
    index('users_erased').on(table.erasedAt).where(sql`${table.erasedAt} is not null`),
    index('users_counted').on(table.countedAt),
    index('users_disabled')
      .on(table.disabledAt)
      .where(sql`${table.disabledAt} is not null and ${table.erasedAt} is null`),
    index('users_admins').on(table.role).where(sql`${table.role} = 'admin'`),
  ],
)
