/** The most documents of a reader. */
export const maxDocuments = 10_000
export const maxDocumentIdLength = 128
/** Of the place in a document. KOReader sends about 100 characters. */
export const maxProgressLength = 4096
/** Of the name of a device and of its id, each. */
export const maxDeviceLength = 100
/** Of the title and of the authors that a device sends, each. A longer text is cut. */
export const maxToldLength = 500
/** Devices may send a little more than 1. */
export const maxPercentage = 1.001
/** A document is finished from here on: behind it are an index and advertisements. */
export const finishedFrom = 0.99
/** A document that its owner forgets between the two steps of a report is stored as a new one. */
export const maxAttempts = 3
