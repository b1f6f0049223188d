import { type BookField, type BookFields, bookFieldNames, bookFields } from '../../fields.ts'

/** The difference between a book and a row that is the same book. */
export interface Differences {
  /** The fields that an update fills because the book has none, or that the reader wants to have from the file. */
  changes: BookField[]
  /** The fields that both have, with different values, and that stay. */
  differs: BookField[]
  /** The book after the update. */
  updated: BookFields
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Own fields are compared each by its name. */
const compareExtra = (book: BookFields, row: BookFields, isWanted: boolean) => {
  const names = Object.keys(row.extra).filter(
    (name) => row.extra[name] !== (Object.hasOwn(book.extra, name) ? book.extra[name] : undefined),
  )
  const missing = names.filter((name) => !Object.hasOwn(book.extra, name))
  const taken = isWanted ? names : missing
  const merged = Object.fromEntries([
    ...Object.entries(book.extra),
    ...taken.map((name): [string, string] => [name, row.extra[name] ?? '']),
  ])
  const checked = bookFields.shape.extra.safeParse(merged)
  if (taken.length === 0 || !checked.success) return { extra: undefined, differs: names.length > 0 }
  return { extra: checked.data, differs: names.length > taken.length }
}

/**
 * @param overwrite the fields that the reader wants to have from the file
 * @returns what an update from the row changes, and what stays different
 */
export const differencesOf = (
  book: BookFields,
  row: BookFields,
  overwrite: readonly BookField[],
): Differences => {
  const updated = { ...book }
  const changes: BookField[] = []
  const differs: BookField[] = []
  for (const field of bookFieldNames) {
    if (field === 'extra') {
      const compared = compareExtra(book, row, overwrite.includes(field))
      if (compared.extra) {
        updated.extra = compared.extra
        changes.push(field)
      }
      if (compared.differs) differs.push(field)
    } else if (!isEmpty(row[field]) && !isSame(book[field], row[field])) {
      if (isEmpty(book[field]) || overwrite.includes(field)) {
        Object.assign(updated, { [field]: row[field] })
        changes.push(field)
      } else differs.push(field)
    }
  }
  return { changes, differs, updated }
}

const identityFields = ['title', 'authors', 'isbn'] as const satisfies readonly BookField[]

/** As `differencesOf`, without a change of title, authors and ISBN: another book has those of the row. */
export const otherDifferencesOf = (
  book: BookFields,
  row: BookFields,
  overwrite: readonly BookField[],
): Differences => {
  const { title, authors, isbn } = book
  const { changes, differs, updated } = differencesOf(book, { ...row, title, authors, isbn }, overwrite)
  const taken = identityFields.filter((field) => !isEmpty(row[field]) && !isSame(book[field], row[field]))
  return { changes, differs: [...taken, ...differs], updated }
}
