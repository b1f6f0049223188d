import { checks, type Imported } from './account-checks.ts'
import { cellsOf } from './cells-of.ts'

/** The cell as a spreadsheet shows it: `="…"` is a formula with a text. */
const shown = (cell: string): string => cell.replace(/^="([^"]*)"$/, '$1')

const isKept = (column: string, cell: string, { book }: Imported): boolean => {
  const parts = Object.entries<string>(book.extra)
    .filter(([name]) => name === column || name.startsWith(`${column} (`))
    .map(([, value]) => value)
  return (
    parts.includes(cell) ||
    parts.join('') === cell ||
    book.extra['Other columns']?.includes(`${column}: ${cell}`) === true
  )
}

/** Whether the parts of a cell that its field cannot have are kept and named. */
const isNamed = (column: string, cell: string, { issues }: Imported): boolean =>
  issues.some((issue) => issue.column === column && cell.includes(issue.value.slice(0, 50)))

export interface Unaccounted {
  row: number
  column: string
  cell: string
}

/** @returns the cells of a file that are in no field, not in `extra`, and not named in the report */
export const unaccounted = (file: string, imported: Map<number, Imported | 'failed'>, delimiter = ',') => {
  const [header = [], ...rows] = cellsOf(file, delimiter)
  const lost: Unaccounted[] = []
  let cells = 0
  for (const [index, row] of rows.entries()) {
    const found = imported.get(index + 1)
    for (const [place, raw] of row.entries()) {
      const [column, cell] = [header[place] ?? '', shown(raw)]
      if (cell.trim() === '') continue
      cells += 1
      if (found === 'failed') continue
      const isThere =
        found !== undefined &&
        (checks[column]?.(cell, found) || isKept(column, cell, found) || isNamed(column, cell, found))
      if (!isThere) lost.push({ row: index + 1, column, cell: cell.slice(0, 80) })
    }
  }
  return { cells, lost }
}
