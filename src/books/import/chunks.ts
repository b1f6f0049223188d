// A row with all its words has at most about 60 KB, and D1 allows a parameter of 2 MB.
const rowsPerStatement = 200
const bytesPerStatement = 1_000_000
export const chunksPerBatch = 5

/** In UTF-8 a UTF-16 unit takes at most three bytes. */
const bytesPerUnit = 3

/**
 * @param jsonOf the JSON of a row
 * @returns the rows in runs that each fit into one statement
 */
export const inChunks = <Row>(rows: Row[], jsonOf: (row: Row) => string): Row[][] => {
  const chunks: Row[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const row of rows) {
    const chunk = chunks.at(-1)
    const rowSize = jsonOf(row).length * bytesPerUnit
    if (chunk && chunk.length < rowsPerStatement && size + rowSize <= bytesPerStatement) {
      chunk.push(row)
      size += rowSize
    } else {
      chunks.push([row])
      size = rowSize
    }
  }
  return chunks
}
