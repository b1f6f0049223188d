import { csvLine } from '../export/csv.ts'
import type { FailedRow } from './report.ts'

export const problemColumn = 'problem'

const isProblemColumn = (column: string | undefined): boolean =>
  column?.trim().toLowerCase() === problemColumn

/**
 * The rows that were not imported, to take away, mend and import again: as they were, and what is wrong with them in
 * a last column, whose name also tells the import that cells are guarded.
 * @param header as the file had it
 * @returns CSV as in an export, whatever the format of the file was
 */
export const failedRowsCsv = (
  header: string[],
  rows: Iterable<Pick<FailedRow, 'cells' | 'problem'>>,
): string => {
  // What was wrong the last time. A row with too few or too many cells keeps all: which one it is cannot be told.
  const wasFailedBefore = isProblemColumn(header.at(-1))
  const columns = wasFailedBefore ? header.slice(0, -1) : header
  const lines = Array.from(rows, ({ cells, problem }) => {
    const own = wasFailedBefore && cells.length === header.length ? cells.slice(0, -1) : cells
    return csvLine([...own, problem.message])
  })
  return csvLine([...columns, problemColumn]) + lines.join('')
}
