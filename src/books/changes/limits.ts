const dayMs = 24 * 60 * 60 * 1000

/** A program may continue from a cursor for this long. */
export const maxCursorMs = 90 * dayMs
/** One day more: a clean-up whose clock is ahead must not forget a deletion that a valid cursor needs. */
export const deletionsKeptMs = 91 * dayMs
/** The most books and deletions of a page. */
export const maxChanges = 100
/** The most bytes of a page. */
export const maxChangesBytes = 4_000_000
