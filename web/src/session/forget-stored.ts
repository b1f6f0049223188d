/** Removes the entries of the local storage that belong to a reader: their keys end with the reader's id. */
export const forgetStored = (readerId: string): void => {
  try {
    for (const key of Object.keys(localStorage))
      if (key.endsWith(`:${readerId}`)) localStorage.removeItem(key)
  } catch {
    // A browser that forbids the storage has kept nothing.
  }
}
