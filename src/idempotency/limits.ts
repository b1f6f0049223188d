/** The outcome of a request with an `Idempotency-Key` is remembered so long, in milliseconds. */
export const rememberMs = 24 * 60 * 60 * 1000
/** A run that did not end after this time, in milliseconds, has died: it takes
 * longer than any run. A run that is still alive has lost its claim by then, and with it the right to write. */
export const takeOverMs = 60 * 1000
/** A repeat waits so long for the first request, in milliseconds. */
export const maxWaitMs = 10_000
/** The most characters of an `Idempotency-Key`. */
export const maxKeyLength = 255
