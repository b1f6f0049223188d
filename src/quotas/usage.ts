import type { users } from '../db/schema.ts'

/** The size of a library, or the part that a change adds to it. The members have the names of the columns of `users`. */
export type Usage = Pick<typeof users.$inferSelect, 'bookCount' | 'textBytes' | 'coverBytes'>

const dimensions = ['bookCount', 'textBytes', 'coverBytes'] as const

/**
 * A library that is already over its quota, for example because the quota was lowered, may still shrink.
 * @param quota the largest library
 * @returns whether `growth` would grow the library beyond the quota
 */
export const isOver = (usage: Usage, growth: Usage, quota: Usage): boolean =>
  dimensions.some((name) => growth[name] > 0 && usage[name] + growth[name] > quota[name])

/** The texts of a book that count. The service derives the other texts of its row from these. */
export const countedTexts = ['title', 'description'] as const

const utf8 = new TextEncoder()

/** @returns the bytes of the text of a book, as `textBytesOf` of statements.ts counts them */
export const textBytesIn = (
  book: Partial<Record<(typeof countedTexts)[number], string | undefined>>,
): number => countedTexts.reduce((bytes, name) => bytes + utf8.encode(book[name]).length, 0)
