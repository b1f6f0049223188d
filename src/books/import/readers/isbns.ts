import { readIsbn } from '../../isbn.ts'
import type { Draft } from '../draft.ts'
import type { IssueCode } from '../issues.ts'
import type { Reader } from './reader.ts'

export const isbn: Reader = {
  to: 'isbn',
  read: (cell, draft, column) => {
    draft.isbns.push({ column, cell })
  },
}

/** `9.78E+12`, and with a decimal comma: a spreadsheet keeps few digits of a long number. */
const rounded = /^\d(?:[.,]\d+)?E\+?\d+$/i

/** A spreadsheet takes the zeros off the start of a number. So an ISBN-10 of 9 digits is a book number of before 1970 too. */
const nineDigits = /^\d{9}$/

/** The ISBNs of a cell: `[0441013597]`, and lists with commas. */
const partsOf = (cell: string): string[] =>
  (rounded.test(cell.trim()) ? cell.replace(',', '.') : cell)
    .split(/[,;|[\]]/)
    .map((part) => part.trim())
    .filter(Boolean)

const digitsOf = (part: string): string | undefined =>
  readIsbn(part.replace(/^isbn(?:-1[03])?:?\s*/i, '')) ??
  (nineDigits.test(part) ? readIsbn(`0${part}`) : undefined)

const codeOf = (part: string, digits: string | undefined): IssueCode => {
  if (digits !== undefined) return 'other_isbn'
  return rounded.test(part) ? 'lost_isbn' : 'invalid_isbn'
}

/** The book gets the first ISBN of 13 digits, else the first of 10. All others are kept, with the reason. */
export const finishIsbn = (draft: Draft): void => {
  const found = draft.isbns.flatMap(({ column, cell }) =>
    partsOf(cell).map((part) => ({ column, part, digits: digitsOf(part) })),
  )
  const valid = found.filter(({ digits }) => digits !== undefined)
  const best = valid.find(({ part }) => part.replace(/\D/g, '').length === 13) ?? valid[0]
  draft.fields.isbn ??= best?.digits ?? null
  for (const { column, part, digits } of found)
    if (digits !== draft.fields.isbn || digits === undefined) draft.reject(column, part, codeOf(part, digits))
}
