import type { BookField, BookFields } from '../fields.ts'
import { privateFields } from '../fields.ts'
import { isImportedDescriptionPublic } from '../old-description.ts'
import { otherWordsOf } from '../other-words.ts'
import { type Book, type FieldColumns, storedFields } from '../rows.ts'
import { indexWords } from '../search.ts'
import { sortKeysOf } from '../sort-keys.ts'
import type { UpdatedColumns } from './update-statements.ts'

const isPrivate = (field: BookField) => (privateFields as readonly BookField[]).includes(field)

/** Whether other readers see the change, see `changedColumns`: a description that was hidden is confirmed by a change. */
const isPublicChange = (changes: readonly BookField[]): boolean => changes.some((field) => !isPrivate(field))

/**
 * The columns of a book after an update. All of them are known, because the update happens only to this version.
 * @param changes the fields that the update changes
 * @param isOurs whether they come from an export of ours
 */
export const updatedColumns = (
  book: Book,
  fields: BookFields,
  changes: readonly BookField[],
  isOurs: boolean,
  at: Date,
): UpdatedColumns => {
  const version = book.version + 1
  const wasPrivate = book.privateVersion === book.version
  return {
    ...(storedFields(fields) as FieldColumns),
    titleWords: indexWords(fields.title),
    descriptionWords: indexWords(fields.description),
    otherWords: otherWordsOf(fields),
    ...sortKeysOf(fields),
    keyedVersion: version,
    version,
    privateVersion: isPublicChange(changes) ? book.privateVersion : version,
    publicVersion: wasPrivate ? book.publicVersion : book.version,
    publicUpdatedAt: wasPrivate ? book.publicUpdatedAt : book.updatedAt,
    descriptionIsPublic: changes.includes('description')
      ? isImportedDescriptionPublic(fields.description, isOurs)
      : book.descriptionIsPublic,
    updatedAt: at,
  }
}
