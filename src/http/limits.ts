/** The largest JSON body, in bytes, unless its route has a larger limit. */
export const maxJsonBytes = 64 * 1024
/** The most lists and objects inside each other in a JSON document. The parser needs seconds for a million. */
export const maxJsonDepth = 1000
/** The most parts of a form. */
export const maxFormParts = 200
/** The most bytes of all texts of a form together. */
export const maxFormTextBytes = 512 * 1024
/** A form may have this many bytes besides its file and its texts: headers, and the boundaries between parts. */
export const formOverheadBytes = 64 * 1024
/** The most rows of a page. */
export const maxPageRows = 100
/** The most problems that an error response lists. */
export const maxIssues = 20
/** The longest `path` of a problem, in UTF-16 units. */
export const maxIssuePathLength = 200
