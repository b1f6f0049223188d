import { isLonger } from '../../http/text.ts'
import { type BookFields, bookFields, emptyFields } from '../fields.ts'
import { maxDescriptionLength, maxTitleLength } from '../limits.ts'
import type { ReadDate } from './dates.ts'
import { type FailedRow, type ImportedBook, type ProblemCode, problemOf } from './report.ts'

/** The book of a row before it is checked. */
export interface Draft extends Record<'title' | 'description', string> {
  /** Undefined for a category that Bookplate does not have. */
  category: BookFields['category'] | undefined
  categoryGuessed: boolean
  createdAt: ReadDate
}

/** The problems that have a code of their own. */
const namedProblem = ({ title: untrimmed, description, category }: Draft): ProblemCode | undefined => {
  const title = untrimmed.trim()
  if (title === '') return 'title_empty'
  if (isLonger(title, maxTitleLength)) return 'title_too_long'
  if (isLonger(description, maxDescriptionLength)) return 'description_too_long'
  if (!title.isWellFormed() || !description.isWellFormed()) return 'invalid_text'
  return category === undefined ? 'unknown_category' : undefined
}

/** A book that can be imported, or the reason why it cannot; `where` names the field. */
type CheckedDraft = ImportedBook | { problem: ProblemCode; where?: string | undefined }

/** The fields must be valid as in `POST /books`. A text that is too long is a problem; it is never cut. */
export const checkDraft = (draft: Draft): CheckedDraft => {
  const problem = namedProblem(draft)
  if (problem) return { problem }
  const { categoryGuessed, createdAt, ...fields } = draft
  const { success, data, error } = bookFields.safeParse({ ...emptyFields, ...fields })
  if (!success) return { problem: 'invalid_field', where: error.issues[0]?.path.join('.') }
  if (createdAt === 'invalid') return { problem: 'invalid_date' }
  return { ...data, categoryGuessed, createdAt }
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
