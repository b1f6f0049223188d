/** The most lookups of a reader in an hour, and the most covers that a reader takes from providers. */
export const maxLookupsPerHour = 60
/** A response of a provider is remembered so long, in milliseconds: also that it knows no such book. */
export const resultTtlMs = 30 * 24 * 60 * 60 * 1000
/** The most characters of the words to look up. */
export const maxWordsLength = 200
/** The most books of a lookup. */
export const maxFoundBooks = 10
/** The sizes of this many covers are read, those of the first books. A Worker has six connections at a time. */
export const maxMeasuredCovers = 4
export const maxRedirects = 3
/** The largest response with data of books, in bytes after decompression. */
export const maxDataBytes = 1_000_000
/** The largest preview of a cover, in bytes. */
export const maxPreviewBytes = 1_000_000
/** The longest text of a provider that is worth cleaning, in UTF-16 units. */
export const maxForeignTextLength = 50_000
/** The first wait after a rejection without `Retry-After`, in milliseconds. Each further rejection doubles it. */
export const firstRejectionWaitMs = 60_000
/** One minute doubled six times: 64 minutes. */
export const maxWaitDoublings = 6
/** A provider that asks for a longer wait is asked again after this time, in milliseconds. */
export const maxRejectionWaitMs = 24 * 60 * 60 * 1000
