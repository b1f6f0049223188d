/** The largest JSON body with a book, in bytes. */
export const maxBookJsonBytes = 512 * 1024
/** Lengths are in code points. */
export const maxTitleLength = 200
export const maxDescriptionLength = 5000
export const maxAuthors = 30
/** Of an author, a series and a publisher. */
export const maxNameLength = 200
export const maxSeriesNumber = 9999.99
export const minYear = -3000
export const maxYear = 2200
export const maxPages = 100_000
/** Of a BCP 47 tag, in characters. The longest registered tags have fewer than 35. */
export const maxLanguageLength = 100
export const maxReadings = 100
export const maxTags = 100
export const maxTagLength = 50
/** Of the review and of the notes, each. */
export const maxReviewLength = 20_000
export const maxExtraFields = 50
export const maxExtraNameLength = 100
export const maxExtraValueLength = 5000
/** Of all names and values of `extra` in UTF-8. */
export const maxExtraBytes = 32 * 1024
export const maxQueryLength = 100
/** The most words of a search. More words would not find fewer books. */
export const maxQueryWords = 32
