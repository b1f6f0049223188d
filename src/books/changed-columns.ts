import { getTableColumns, or, type SQL, sql } from 'drizzle-orm'
import { books } from '../db/schema.ts'
import { privateFields } from './fields.ts'
import { ifDescriptionHidden, sameVisibility } from './old-description.ts'
import { changedWords } from './other-words.ts'
import { type KnownFields, type StoredBook, storedFields } from './rows.ts'
import { indexWords } from './search.ts'
import { changedSortKeys } from './sort-keys.ts'

/** A change of a book: fields, and its cover. */
export interface BookChanges extends KnownFields {
  coverKey?: string | null | undefined
  coverBytes?: number | null | undefined
}

const columns = getTableColumns(books)
export const isPrivate = (name: string): boolean => (privateFields as readonly string[]).includes(name)

/** Whether other readers see a difference, as SQL over the row before the change; undefined if they cannot. */
const ifPublicChange = ({ coverKey, coverBytes, ...fields }: BookChanges): SQL | undefined => {
  const seen = Object.entries({ ...storedFields(fields), coverKey }).filter(
    ([name, value]) => value !== undefined && !isPrivate(name),
  )
  const differences = seen.map(([name, value]) => {
    const column = columns[name as keyof StoredBook]
    return sql`${column} is not ${sql.param(value, column)}`
  })
  return or(...differences, fields.description === undefined ? undefined : ifDescriptionHidden)
}

export const nextVersion = sql`${books.version} + 1`
const ifPrivateBefore = sql`${books.privateVersion} is ${books.version}`

/**
 * The version that other readers saw before the change. It counts as long as `privateVersion` is the version, so a
 * change that they can see leaves `privateVersion` behind.
 * @param ifPublic whether other readers see the change; undefined if they cannot
 */
export const versionColumns = (ifPublic: SQL | undefined, at: Date) => {
  return {
    version: nextVersion,
    updatedAt: at,
    privateVersion: ifPublic
      ? sql`case when ${ifPublic} then ${books.privateVersion} else ${nextVersion} end`
      : nextVersion,
    publicVersion: sql`case when ${ifPrivateBefore} then ${books.publicVersion} else ${books.version} end`,
    publicUpdatedAt: sql`case when ${ifPrivateBefore} then ${books.publicUpdatedAt} else ${books.updatedAt} end`,
  }
}

/** The words and sort keys of the fields that are given. Other readers never see a difference in them alone. */
export const derivedValues = (fields: KnownFields): Partial<StoredBook> => ({
  ...changedSortKeys(fields),
  ...(fields.title !== undefined && { titleWords: indexWords(fields.title) }),
  ...(fields.description !== undefined && { descriptionWords: indexWords(fields.description) }),
})

/** The keys of an unkeyed book stay unkeyed, unless the change makes both of them. */
export const keptKeys = sql`case when ${books.keyedVersion} is ${books.version} then ${nextVersion} else ${books.keyedVersion} end`

const descriptionColumns = ({ description, coverKey }: BookChanges) => {
  if (description !== undefined) return { descriptionIsPublic: true }
  return coverKey === undefined ? {} : { descriptionIsPublic: sameVisibility }
}

/**
 * @param changes at least one
 * @returns the columns that a change of a book writes: its fields, and the columns that derive from them
 */
export const changedColumns = (changes: BookChanges, at: Date) => {
  const { coverKey, coverBytes, ...fields } = changes
  const otherWords = changedWords(fields)
  const isKeyed = fields.title !== undefined && fields.authors !== undefined
  return {
    ...storedFields(fields),
    ...(coverKey !== undefined && { coverKey }),
    ...(coverBytes !== undefined && { coverBytes }),
    ...derivedValues(fields),
    ...descriptionColumns(changes),
    ...(otherWords && { otherWords }),
    keyedVersion: isKeyed ? nextVersion : keptKeys,
    ...versionColumns(ifPublicChange(changes), at),
  }
}
