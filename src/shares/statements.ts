import { and, desc, eq, exists, isNull, not, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { ifCallerIsLive, insertForCaller } from '../auth/live-caller.ts'
import { tagNeedle } from '../books/other-words.ts'
import { named } from '../db/rows.ts'
import { books, shares, users } from '../db/schema.ts'
import { build, type Placeholders, prepared, type Statement, statement, varying } from '../db/statement.ts'
import type { EventKind } from '../events/kinds.ts'
import { recordEvent } from '../events/statements.ts'
import { newShareKey } from './key.ts'
import type { Position } from './position.ts'
import type { ShareInput } from './schema.ts'

export const selectShare = (userId: string) =>
  statement(build.select().from(shares).where(eq(shares.userId, userId)))

const ifStored = (userId: string, onlyIf?: SQL): SQL =>
  exists(
    build
      .select({ userId: shares.userId })
      .from(shares)
      .where(and(eq(shares.userId, userId), onlyIf)),
  )

/** The events of a change, which depend on the share before it. */
const eventsOf = (caller: Caller, { enabled, rotate }: ShareInput, userAgent: string) => {
  const { userId, at } = caller
  const record = (kind: EventKind, onlyIf: SQL) =>
    recordEvent({ userId, kind, userAgent, at }, sql`${ifCallerIsLive(caller)} and ${onlyIf}`)
  const wasOn = ifStored(userId, eq(shares.isEnabled, true))
  return {
    switched: enabled ? record('share_enabled', not(wasOn)) : record('share_disabled', wasOn),
    rotated: rotate ? record('share_rotated', ifStored(userId)) : undefined,
  }
}

/** The columns that the input gives. The others stay as they are. */
const changesOf = ({ enabled, display_name, include_reviews, include_ratings, tag }: ShareInput) => ({
  isEnabled: enabled,
  includeReviews: include_reviews,
  includeRatings: include_ratings,
  ...(display_name !== undefined && { displayName: display_name ?? '' }),
  ...(tag !== undefined && { tag, tagNeedle: tag === null ? null : tagNeedle(tag) }),
})

/**
 * Records the events of the change, then writes the settings of the share.
 * @returns `saved`: the share, if the caller may still act
 */
export const shareChange = (caller: Caller, input: ShareInput, userAgent: string) => {
  const changes = changesOf(input)
  const row = {
    userId: caller.userId,
    key: newShareKey(),
    displayName: '',
    tag: null,
    tagNeedle: null,
    ...changes,
    createdAt: caller.at,
    updatedAt: caller.at,
  }
  const saved = insertForCaller(shares, caller, row)
    .onConflictDoUpdate({
      target: shares.userId,
      set: { ...changes, ...(input.rotate && { key: row.key }), updatedAt: caller.at },
    })
    .returning()
  return { ...eventsOf(caller, input, userAgent), saved: statement(saved) }
}

const { id, title, authors, category, series, seriesNumber, coverKey, createdAt, updatedAt } = books
const { version, privateVersion, publicVersion, publicUpdatedAt } = books

/** A value that leaves D1 only if the owner shows it. */
const ifIncluded = <T>(isIncluded: SQL, value: SQL, name: string) =>
  sql<T>`case when ${isIncluded} then ${value} end`.as(name)

const ownerColumns = named({
  displayName: shares.displayName,
  shareUpdatedAt: shares.updatedAt,
  includeReviews: shares.includeReviews,
  includeRatings: shares.includeRatings,
})

const bookColumns = {
  ...named({ id, title, authors, category, series, seriesNumber, coverKey, createdAt, updatedAt }),
  ...named({ version, privateVersion, publicVersion, publicUpdatedAt }),
  rating: ifIncluded<number | null>(sql`${shares.includeRatings}`, sql`${books.rating}`, 'rating'),
  review: ifIncluded<string | null>(sql`${shares.includeReviews}`, sql`${books.review}`, 'review'),
}

interface PageValues {
  key: string
  /** The position before the page. */
  at: number
  id: string
  limit: number
}

/** Later than every book. A bound that every book meets makes SQLite seek in the index. */
const start: Position = { at: 8.64e15 + 1, id: '' }

const preparedPage = prepared((values: Placeholders<PageValues>) => {
  const isShown = and(
    eq(books.userId, shares.userId),
    sql`(${books.createdAt}, ${books.id}) < (${values.at}, ${values.id})`,
    sql`(${shares.tagNeedle} is null or instr(${books.otherWords}, ${shares.tagNeedle}) > 0)`,
  )
  return build
    .select({
      ...ownerColumns,
      // No counter knows how many books have a tag.
      bookCount: sql<number | null>`case when ${shares.tag} is null then ${users.bookCount} end`.as(
        'bookCount',
      ),
      ...bookColumns,
    })
    .from(shares)
    .innerJoin(users, and(eq(users.id, shares.userId), isNull(users.disabledAt), isNull(users.erasedAt)))
    .leftJoin(books, isShown)
    .where(and(eq(shares.key, values.key), eq(shares.isEnabled, true)))
    .orderBy(desc(books.createdAt), desc(books.id))
    .limit(varying(values.limit))
})

type RowOf<S> = S extends Statement<infer Row> ? Row : never

/** The settings of the share, and a book. A share without books has one row, whose `id` is null. */
export type SharedRow = RowOf<ReturnType<typeof preparedPage>>

/**
 * The books of the share with this key, newest first, from the index that holds them in this order. With a tag it walks
 * the index until the page is full.
 * @returns no row if there is no such share, or its owner is disabled
 */
export const selectSharedBooks = (key: string, after: Position | undefined, limit: number) =>
  preparedPage({ key, ...(after ?? start), limit })
