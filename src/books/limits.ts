/** The largest JSON body with a book, in bytes. */
export const maxBookJsonBytes = 512 * 1024
/** Lengths are in code points. */
export const maxTitleLength = 200
export const maxDescriptionLength = 5000
export const maxQueryLength = 100
/** The most words of a search. More words would not find fewer books. */
export const maxQueryWords = 32
