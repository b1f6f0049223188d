/** The size of a library is compared with its books this often, in milliseconds. */
export const countEveryMs = 24 * 60 * 60 * 1000
/** The most libraries that one run of the maintenance counts. */
export const librariesPerRun = 1000
/** A run starts no further statement after this many books. */
export const booksPerRun = 100_000
/** One statement counts about this many books, or a single larger library. */
export const booksPerCount = 20_000
/** One statement counts at most this many libraries that were never counted, because their sizes are unknown. */
export const uncountedPerCount = 20
/** The most covers that one run of the maintenance measures, three files each. */
export const coversMeasuredPerRun = 200
