/** The most books of a part. An import reads as many rows. */
export const maxPartBooks = 10_000
/** The most books of a ZIP: each cover is a call to R2, and the platform bounds the calls of a request. */
export const maxZipBooks = 1000
/** The most bytes of a part, without covers. An import reads a little more, which `limits.test.ts` compares. */
export const maxPartBytes = 18_000_000
/** Books are read from D1 in pages of at most so many, and of about so many bytes in the file. */
export const maxPageBooks = 500
export const maxPageBytes = 1_000_000
/** The most covers between two checks that the session is live. */
export const maxCoverPage = 100
/** The covers that are read from R2 at the same time. */
export const parallelCovers = 4
/** The longest title in the name of a cover's file. */
export const maxSlugLength = 40
