import type { ImportReport } from 'bookplate/client'

/** @returns how many cells of each column do not fit its field, and are kept as text */
export const cellsKept = ({ rows }: ImportReport): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const row of rows) {
    if (!('issues' in row)) continue
    for (const column of new Set(row.issues.map((issue) => issue.column)))
      counts.set(column, (counts.get(column) ?? 0) + 1)
  }
  return counts
}
