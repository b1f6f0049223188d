/** The largest file of an import, in bytes. */
export const maxImportBytes = 20 * 1024 * 1024
/** The most rows of an import, without blank ones. */
export const maxImportRows = 10_000
/** The most problems in the report of a request that is repeated with its `Idempotency-Key`. */
export const maxRememberedProblems = 200
/**
 * The longest row of CSV, in UTF-16 units. A row of an export has at most about 370,000: in its lists and own fields, which
 * are JSON in CSV, a control character takes six.
 */
export const maxRowLength = 400 * 1024
/**
 * The most stray quotes of a CSV file. Papa Parse keeps each stray quote, and searches from it to the end of its row. A
 * row that a block cuts is counted twice, so a large file without stray quotes has a few hundred.
 */
export const maxStrayQuotes = 1000
/** The most rows of a CSV file with the blank ones. A spreadsheet may leave them; 20 MiB of them would take seconds. */
export const maxRecords = 10 * maxImportRows
/** The most columns of a file. A spreadsheet may add blank ones, which do not count. */
export const maxColumns = 500
/**
 * The weight of the marks of a JSON file: brackets count five times. A book with thirty own fields has about 160. A part of
 * an export with the most and shortest readings, tags and own fields has 4.2 million.
 */
export const maxMarks = 450 * maxImportRows
/** The deepest nesting of a JSON file. An export has five levels. */
export const maxJsonDepth = 16
/** The most members of one object of a JSON file. */
export const maxJsonMembers = 1000
/** The longest name of a column that becomes the name of an own field. There is room for a number behind it. */
export const maxColumnName = 90
/** The longest excerpt of a cell in the report, in UTF-16 units. */
export const maxExcerptLength = 100
/** The most examples of ambiguous dates in a report, for each column. */
export const maxDateExamples = 5
/** The most books that a report names when several may be the book of a row. */
export const maxCandidates = 5
/** The most columns that a mapping gives one field. */
export const maxColumnsPerField = 5
