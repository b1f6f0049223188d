/** The largest file of an import, in bytes. */
export const maxImportBytes = 20 * 1024 * 1024
/** The most rows of an import, without blank ones. */
export const maxImportRows = 10_000
/** The most problems in the report of a request that is repeated with its `Idempotency-Key`. */
export const maxRememberedProblems = 200
/**
 * The longest row of CSV, in UTF-16 units. The longest row of an export has a review of 20,000 characters and a note of
 * the same length.
 */
export const maxRowLength = 128 * 1024
/**
 * The most stray quotes of a CSV file. Papa Parse keeps each stray quote, and searches from it to the end of its row. A
 * row that a block cuts is counted twice, so a large file without stray quotes has a few hundred.
 */
export const maxStrayQuotes = 1000
/** The most rows of a CSV file with the blank ones. A spreadsheet may leave them; 20 MiB of them would take seconds. */
export const maxRecords = 10 * maxImportRows
/** The most brackets, commas and colons of a JSON file. A book of an export has nine. */
export const maxMarks = 50 * maxImportRows
