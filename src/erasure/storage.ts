/** The names in R2 that remember erased accounts. Only their ids are kept, which are random. */
export const erasedPrefix = 'erased/'

/**
 * Remembers in R2 that an account is erased: a restored database has no trace of it. Must succeed before the row of the
 * account is deleted. `npm run restore` leaves these accounts out.
 */
export const recordErasure = async (bucket: R2Bucket, userId: string): Promise<void> => {
  await bucket.put(`${erasedPrefix}${userId}`, '')
}
