import type { books, users } from '../db/schema.ts'

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
export const countedTexts = [
  'title',
  'authors',
  'description',
  'series',
  'publisher',
  'readings',
  'tags',
  'review',
  'notes',
  'extra',
] as const

/** Lists and objects are stored as JSON. The brackets of an empty one do not count. */
export const countedJson: readonly CountedText[] = ['authors', 'readings', 'tags', 'extra']
export const bracketBytes = 2

export type CountedText = (typeof countedTexts)[number]
export type CountedTexts = { [K in CountedText]?: (typeof books.$inferSelect)[K] | undefined }

const utf8 = new TextEncoder()

/** @returns the bytes of one text, as D1 stores it */
export const storedBytes = (value: CountedTexts[CountedText]): number =>
  utf8.encode(typeof value === 'string' || !value ? (value ?? '') : JSON.stringify(value)).length

/** @returns the bytes of the text of a book, as `textBytesOf` of statements.ts counts them */
export const textBytesIn = (book: CountedTexts): number =>
  countedTexts.reduce((bytes, name) => {
    const value = book[name]
    if (value === undefined || value === null) return bytes
    return bytes + storedBytes(value) - (countedJson.includes(name) ? bracketBytes : 0)
  }, 0)
