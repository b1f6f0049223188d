import { codePoints } from '../../http/text.ts'
import type { BookFields } from '../fields.ts'
import { maxDescriptionLength, maxTitleLength } from '../limits.ts'
import type { ReadDate } from './dates.ts'
import { type FailedRow, type ImportedBook, type ProblemCode, problemOf } from './report.ts'

/** The book of a row before it is checked. */
export interface Draft extends Record<Exclude<keyof BookFields, 'category'>, string> {
  /** Undefined for a category that Bookplate does not have. */
  category: BookFields['category'] | undefined
  categoryGuessed: boolean
  createdAt: ReadDate
}

/** Compares the length first: counting the code points of a long text takes many times its memory. */
const isLonger = (text: string, max: number): boolean =>
  text.length > max && (text.length > 2 * max || codePoints(text) > max)

/** @returns the book, or the reason why it cannot be imported. A text that is too long is an error; it is never cut. */
export const checkDraft = (draft: Draft): ImportedBook | ProblemCode => {
  const { description, category, categoryGuessed, createdAt } = draft
  const title = draft.title.trim()
  if (title === '') return 'title_empty'
  if (isLonger(title, maxTitleLength)) return 'title_too_long'
  if (isLonger(description, maxDescriptionLength)) return 'description_too_long'
  if (!title.isWellFormed() || !description.isWellFormed()) return 'invalid_text'
  if (category === undefined) return 'unknown_category'
  if (createdAt === 'invalid') return 'invalid_date'
  return { title, description, category, categoryGuessed, createdAt }
}

/** @param cells of the row, for `failedRowsCsv` */
export const failRow = (
  row: number,
  title: string | undefined,
  code: ProblemCode,
  cells: string[],
  where?: string,
): FailedRow => {
  const excerpt =
    title &&
    [
      ...title
        .trim()
        .slice(0, 2 * maxTitleLength)
        .toWellFormed(),
    ]
      .slice(0, maxTitleLength)
      .join('')
  return { row, title: excerpt, problem: problemOf(code, where), cells }
}
