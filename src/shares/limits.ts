export const maxDisplayNameLength = 100
/** Books in the feed, the newest ones. */
export const feedBooks = 50
/** Books on a page for visitors. */
export const pageBooks = 48
/** The most bytes of a page of books as JSON. Reviews of control characters are six times as long as their text. */
export const maxShelfBytes = 4_000_000
