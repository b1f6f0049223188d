import { or, type SQL, sql } from 'drizzle-orm'
import { books } from '../../db/schema.ts'
import { isPrivate, keptKeys, nextVersion, versionColumns } from '../changed-columns.ts'
import { emptyFields } from '../fields.ts'
import { ifDescriptionHidden } from '../old-description.ts'
import { type StoredBook, storedFields } from '../rows.ts'

// `changed-columns.ts` for many books in one statement. Each row of `changed` has a `value`: the columns that one
// operation writes, as JSON. The names of columns come from the schema, never from a client.

type Column = keyof StoredBook

const sent = (name: Column): SQL => sql.raw(`changed.value ->> '$.${name}'`)
const isSent = (name: Column): SQL => sql.raw(`json_type(changed.value, '$.${name}') is not null`)

/** Stands before a title that is set aside. No title starts with a space, so another book never has the result. */
const asidePrefix = sql`' ' || ${books.id} || ' '`

/** Sets the title of a book aside, so that another operation of the same batch can use it first. */
export const asideTitle = sql<string>`${asidePrefix} || ${books.title}`

// As bytes, because `substr` of text ends at a zero character.
const title = sql`case when instr(${books.title}, ${asidePrefix}) = 1
  then cast(substr(cast(${books.title} as blob), length(${asidePrefix}) + 1) as text) else ${books.title} end`

const current = (name: Column): SQL => (name === 'title' ? title : sql`${books[name]}`)

const after = (name: Column, changed: SQL = sent(name)): SQL =>
  sql`case when ${isSent(name)} then ${changed} else ${current(name)} end`

const fieldColumns = Object.keys(storedFields({ ...emptyFields, title: '' }))
const isSeen = (name: Column): boolean => fieldColumns.includes(name) && !isPrivate(name)

const ifPublicChange = (names: readonly Column[]): SQL | undefined =>
  or(
    ...names.filter(isSeen).map((name) => sql`(${isSent(name)} and ${current(name)} is not ${sent(name)})`),
    names.includes('description') ? sql`(${isSent('description')} and ${ifDescriptionHidden})` : undefined,
  )

/**
 * @param names of the columns that at least one of the rows has
 * @param isAside whether titles may be set aside
 * @returns the columns that a change of the rows writes
 */
export const changedRowColumns = (names: readonly Column[], isAside: boolean, at: Date) => ({
  ...Object.fromEntries(names.filter((name) => name !== 'id').map((name) => [name, after(name)])),
  // A column that is set costs a written row for each of its indexes, even if it stays.
  ...(isAside && { title: names.includes('title') ? after('title') : title }),
  ...(names.includes('otherWords') && {
    otherWords: after('otherWords', sql`json_patch(${books.otherWords}, ${sent('otherWords')})`),
  }),
  ...(names.includes('description') && {
    descriptionIsPublic: sql`case when ${isSent('description')} then 1 else ${books.descriptionIsPublic} end`,
  }),
  keyedVersion: sql`case when ${isSent('title')} and ${isSent('authors')} then ${nextVersion} else ${keptKeys} end`,
  ...versionColumns(ifPublicChange(names), at),
})
