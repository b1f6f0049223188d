import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** The shelf that a reader shows to everybody who has its address. */
export const shares = sqliteTable('shares', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id),
  /** 128 random bits that stand in the address. */
  key: text('key').notNull().unique(),
  isEnabled: integer('is_enabled', { mode: 'boolean' }).notNull(),
  /** The name that visitors see; empty for none. */
  displayName: text('display_name').notNull(),
  includeReviews: integer('include_reviews', { mode: 'boolean' }).notNull(),
  includeRatings: integer('include_ratings', { mode: 'boolean' }).notNull(),
  /** Only the books with this tag; null for all. */
  tag: text('tag'),
  /** The text that the stored words of a book contain if it has the tag, see books/other-words.ts. */
  tagNeedle: text('tag_needle'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})
