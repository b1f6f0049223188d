/** The largest file of an import, in bytes. */
export const maxImportBytes = 20 * 1024 * 1024
/** The most rows of an import, without blank ones. */
export const maxImportRows = 10_000
/** The most problems in the report of a request that is repeated with its `Idempotency-Key`. */
export const maxRememberedProblems = 200
