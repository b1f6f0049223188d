export const maxDisplayNameLength = 100
/** Books in the feed, the newest ones. */
export const feedBooks = 50
/** Books on a page for visitors. */
export const pageBooks = 48
