/** The most books of a search: each of them takes room in the context of an assistant. */
export const maxSearchRows = 20
export const defaultSearchRows = 10
/** The most books of a lookup. */
export const maxFoundRows = 5
/** The longest text of a book in a result, in UTF-16 units, unless the whole text is asked for. */
export const maxShownText = 2000
/** The most authors and tags of a book in a search. */
export const maxShownNames = 5
/** The last readings in a result. */
export const maxShownReadings = 20
/** The most months of statistics for all time, the latest ones; and the most authors. */
export const maxShownMonths = 24
export const maxShownAuthors = 10
/** The longest id, method or name of a message, in UTF-16 units. */
export const maxWordLength = 200
/** The time for which a client may keep the list of tools, in milliseconds. */
export const listTtlMs = 5 * 60 * 1000
