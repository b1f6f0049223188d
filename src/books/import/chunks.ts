import { inGroups } from '../../db/groups.ts'

// A row with all its words has at most about 60 KB, and D1 allows a parameter of 2 MB.
const perStatement = { maxRows: 200, maxSize: 1_000_000 }
export const chunksPerBatch = 5

/** In UTF-8 a UTF-16 unit takes at most three bytes. */
const bytesPerUnit = 3

/**
 * @param jsonOf the JSON of a row
 * @returns the rows in runs that each fit into one statement
 */
export const inChunks = <Row>(rows: Row[], jsonOf: (row: Row) => string): Row[][] =>
  inGroups(rows, (row) => jsonOf(row).length * bytesPerUnit, perStatement)
