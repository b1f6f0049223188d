interface Bounds {
  /** Of the sizes of the rows of a group. A single larger row is a group of its own. */
  maxSize: number
  maxRows: number
}

/** @returns the rows, in order, in groups that one statement can handle */
export const inGroups = <Row>(
  rows: Row[],
  sizeOf: (row: Row) => number,
  { maxSize, maxRows }: Bounds,
): Row[][] => {
  const groups: Row[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const row of rows) {
    const group = groups.at(-1)
    const rowSize = sizeOf(row)
    if (group && group.length < maxRows && size + rowSize <= maxSize) {
      group.push(row)
      size += rowSize
    } else {
      groups.push([row])
      size = rowSize
    }
  }
  return groups
}
