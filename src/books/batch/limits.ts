/** The most operations of a batch. */
export const maxOperations = 200
/** The largest JSON body of a batch, in bytes. */
export const maxBatchJsonBytes = 2 * 1024 * 1024
