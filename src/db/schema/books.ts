import { sql } from 'drizzle-orm'
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
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

export const statuses = ['want_to_read', 'reading', 'read', 'did_not_finish'] as const

export const formats = ['hardcover', 'paperback', 'ebook', 'audiobook', 'other'] as const

/** One reading of a book, in calendar days; null for a day that the reader does not know. */
export interface Reading {
  started_on: string | null
  finished_on: string | null
}

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
    /** Empty for none: a column that becomes nullable would make drizzle-kit build the table again. */
    category: text('category', { enum: [...categories, ''] }).notNull(),
    /** 128 random bits that name the cover's files; null for an imported book without a cover. */
    coverKey: text('cover_key'),
    /** Counts changes; the ETag. */
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** The bytes of all files of the cover. Null without a cover, and until `measureCovers` has measured an old one. */
    coverBytes: integer('cover_bytes'),
    authors: text('authors', { mode: 'json' }).$type<string[]>().notNull().default([]),
    series: text('series'),
    seriesNumber: real('series_number'),
    /** 13 digits. Empty for none, because a unique index takes each NULL for a different value. */
    isbn: text('isbn').notNull().default(''),
    publisher: text('publisher'),
    publishedYear: integer('published_year'),
    /** A BCP 47 tag. */
    language: text('language'),
    pages: integer('pages'),
    format: text('format', { enum: formats }),
    // From here on the fields of the owner alone.
    status: text('status', { enum: statuses }),
    rating: real('rating'),
    /** From 0 to 1. */
    progress: real('progress'),
    owned: integer('owned', { mode: 'boolean' }),
    readings: text('readings', { mode: 'json' }).$type<Reading[]>().notNull().default([]),
    tags: text('tags', { mode: 'json' }).$type<string[]>().notNull().default([]),
    /**
     * Other readers see `publicVersion` and `publicUpdatedAt`, as long as `privateVersion` is the version of the book: its
     * last change was one that they cannot see. Otherwise they see the version itself.
     */
    privateVersion: integer('private_version'),
    publicVersion: integer('public_version'),
    publicUpdatedAt: instant('public_updated_at'),
    /**
     * Whether other readers may see the description. Null for a book of an older version of the service, whose import put
     * reviews into descriptions, see books/old-description.ts.
     */
    descriptionIsPublic: integer('description_is_public', { mode: 'boolean' }),
    /** The sort keys, see books/sort-keys.ts. Null until `fillBooks` has made them. */
    titleKey: text('title_key'),
    authorKey: text('author_key'),
    seriesKey: text('series_key'),
    /** The last day on which a reading finished: the greatest `finished_on` of `readings`. */
    finishedOn: text('finished_on'),
    /** The version that the sort keys were made for. An older version of the service leaves it behind. */
    keyedVersion: integer('keyed_version'),
    // Last, because SQLite reads past long values to find the columns behind them.
    /** The words of the other fields that search compares: a JSON object, so that a change of one field replaces its words. */
    otherWords: text('other_words').notNull().default('{}'),
    extra: text('extra', { mode: 'json' }).$type<Record<string, string>>().notNull().default({}),
    review: text('review').notNull().default(''),
    notes: text('notes').notNull().default(''),
    /**
     * The place of the last change of the book among the changes of the library, see books/changes. It is 0 for a book that
     * was last written before changes were numbered.
     */
    changeSeq: integer('change_seq').notNull().default(0),
  },
  (table) => [
    // SQLite's default collation compares bytes, which for UTF-8 is code point by code point.
    uniqueIndex('books_identity').on(table.userId, table.title, table.authors, table.isbn),
    // `selectBooks` reads each list from the index that holds its books in its order: own or all, one category or any,
    // by time or by title.
    index('books_newest').on(table.userId, table.createdAt, table.id),
    // Books of older versions have no key until `fillBooks` has made it. `case`, because drizzle-kit splits an expression at
    // a comma.
    index('books_title_key').on(
      table.userId,
      sql`case when ${table.titleKey} is null then lower(${table.title}) else ${table.titleKey} end`,
      table.id,
    ),
    index('books_changes').on(table.userId, table.changeSeq, table.id),
    index('books_category').on(table.userId, table.category, table.createdAt, table.id),
    index('all_books_newest').on(table.createdAt, table.id),
    index('all_books_category').on(table.category, table.createdAt, table.id),
    index('all_books_title').on(table.title, table.id),
    index('all_books_category_title').on(table.category, table.title, table.id),
    index('books_unmeasured')
      .on(table.id)
      .where(sql`${table.coverKey} is not null and ${table.coverBytes} is null`),
    index('books_unkeyed').on(table.id).where(sql`${table.keyedVersion} is not ${table.version}`),
    // For the clean-up, which asks of each file in R2 whether a book has it.
    index('books_cover').on(table.coverKey).where(sql`${table.coverKey} is not null`),
  ],
)
