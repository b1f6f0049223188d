import type { categories } from '../../db/schema.ts'
import { codePoints } from '../../http/text.ts'
import type { ReadDate } from './dates.ts'
import { type FailedRow, type ImportedBook, type ProblemCode, problemOf } from './report.ts'

export type Category = (typeof categories)[number]

/** What a row says of a book, not yet judged. */
export interface Draft {
  title: string
  description: string
  /** Undefined for a category that we do not have. */
  category: Category | undefined
  categoryGuessed: boolean
  createdAt: ReadDate
}

/** Looks at the length first: to count the code points of a long text takes many times its memory. */
const isLonger = (text: string, max: number): boolean =>
  text.length > max && (text.length > 2 * max || codePoints(text) > max)

/** @returns the book, or why it cannot be imported; a text that is too long is refused, never cut */
export const judge = (draft: Draft): ImportedBook | ProblemCode => {
  const { description, category, categoryGuessed, createdAt } = draft
  const title = draft.title.trim()
  if (title === '') return 'title_empty'
  if (isLonger(title, 200)) return 'title_too_long'
  if (isLonger(description, 5000)) return 'description_too_long'
  if (!title.isWellFormed() || !description.isWellFormed()) return 'invalid_text'
  if (category === undefined) return 'unknown_category'
  if (createdAt === 'invalid') return 'invalid_date'
  return { title, description, category, categoryGuessed, createdAt }
}

/** @param cells what the row holds, for `failedRowsCsv` */
export const failRow = (
  row: number,
  title: string | undefined,
  code: ProblemCode,
  cells: string[],
  where?: string,
): FailedRow => {
  const excerpt = title && [...title.trim().slice(0, 400).toWellFormed()].slice(0, 200).join('')
  return { row, title: excerpt, problem: problemOf(code, where), cells }
}
