import { type SQL, sql } from 'drizzle-orm'
import { books } from '../db/schema.ts'
import { bylineStart } from './byline.ts'
import type { StoredBook } from './rows.ts'

// The import of older versions wrote private reviews into descriptions, which every signed-in user can read. It was also
// the only way to a book without a cover. Such a description is hidden from other readers until its owner confirms it: a
// change that sends `description` sets `descriptionIsPublic`. A review without authors has no mark that tells it from a
// description that its reader wrote, so it stays visible.

type DescriptionOfRow = Pick<StoredBook, 'description' | 'coverKey' | 'descriptionIsPublic'>

/** @returns whether other readers must not see the description */
export const isDescriptionHidden = ({
  description,
  coverKey,
  descriptionIsPublic,
}: DescriptionOfRow): boolean =>
  descriptionIsPublic === null
    ? coverKey === null && description.startsWith(bylineStart)
    : !descriptionIsPublic

/** `isDescriptionHidden` in SQL, over a row of `books`. `LIKE` would compare without case. */
export const ifDescriptionHidden: SQL = sql`case when ${books.descriptionIsPublic} is null
  then ${books.coverKey} is null and substr(${books.description}, 1, ${sql.raw(String(bylineStart.length))}) = ${sql.raw(`'${bylineStart}'`)}
  else not ${books.descriptionIsPublic} end`

/**
 * The value of `descriptionIsPublic` for a change of the cover that does not send `description`. The rule for rows of older
 * versions asks for a missing cover: without this a new cover would show a hidden description, and its removal hide another.
 */
export const sameVisibility: SQL<boolean> = sql`not ${ifDescriptionHidden}`

/**
 * Our exports do not tell which descriptions were hidden. So a description in the form of the old import stays hidden when
 * one of our own files brings it, until its owner confirms it. In a file of another service it is a description.
 */
export const isImportedDescriptionPublic = (description: string, isOurs: boolean): boolean =>
  !(isOurs && description.startsWith(bylineStart))
