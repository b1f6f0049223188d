import { csvLine } from '../export/csv.ts'
import type { FailedRow } from './rows.ts'

export const problemColumn = 'problem'

const isProblemColumn = (column: string | undefined): boolean =>
  column?.trim().toLowerCase() === problemColumn

/**
 * The rows that were not imported, for the reader to correct and import again. A last column names the problem of each.
 * Its name also tells the import that cells are guarded.
 * @param header as in the file
 * @returns CSV as in an export, for a file of any format
 */
export const failedRowsCsv = (
  header: string[],
  rows: Iterable<Pick<FailedRow, 'cells' | 'problem'>>,
): string => {
  const wasFailedBefore = isProblemColumn(header.at(-1))
  const columns = wasFailedBefore ? header.slice(0, -1) : header
  const lines = Array.from(rows, ({ cells, problem }) => {
    // The problem of the last import goes. In a row with too many cells it is the last one, if it is the same.
    const isProblemLast = cells.length === header.length || cells.at(-1) === problem.message
    const own = wasFailedBefore && isProblemLast ? cells.slice(0, -1) : cells
    const blanks = Array.from({ length: Math.max(0, columns.length - own.length) }, () => '')
    return csvLine([...own, ...blanks, problem.message])
  })
  return csvLine([...columns, problemColumn]) + lines.join('')
}
