import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

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
    /** The words that search compares, see books/search.ts. */
    titleWords: text('title_words').notNull(),
    descriptionWords: text('description_words').notNull(),
    category: text('category', { enum: categories }).notNull(),
    /** 128 random bits that name the cover's files; null for an imported book without a cover. */
    coverKey: text('cover_key'),
    /** Counts changes; the ETag. */
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** The bytes of both files of the cover. Null without a cover, and until `measureCovers` has measured an old one. */
    coverBytes: integer('cover_bytes'),
  },
  (table) => [
    // SQLite's default collation compares bytes, which for UTF-8 is code point by code point.
    uniqueIndex('books_title').on(table.userId, table.title),
    // `selectBooks` reads each list from the index that holds its books in its order: own or all, one category or any,
    // by time or by title. `books_title` serves one of these lists.
    index('books_newest').on(table.userId, table.createdAt, table.id),
    index('books_category').on(table.userId, table.category, table.createdAt, table.id),
    index('books_category_title').on(table.userId, table.category, table.title),
    index('all_books_newest').on(table.createdAt, table.id),
    index('all_books_category').on(table.category, table.createdAt, table.id),
    index('all_books_title').on(table.title, table.id),
    index('all_books_category_title').on(table.category, table.title, table.id),
    index('books_unmeasured')
      .on(table.id)
      .where(sql`${table.coverKey} is not null and ${table.coverBytes} is null`),
    // For the clean-up, which asks of each file in R2 whether a book has it.
    index('books_cover').on(table.coverKey).where(sql`${table.coverKey} is not null`),
  ],
)
