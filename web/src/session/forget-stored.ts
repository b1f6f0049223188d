/** Removes the entries of the local storage that belong to a reader: their keys end with the reader's id. */
export const forgetStored = (readerId: string): void => {
  try {
    for (const key of Object.keys(localStorage))
      if (key.endsWith(`:${readerId}`)) localStorage.removeItem(key)
  } catch {
    // A browser that forbids the storage has kept nothing.
  }
}

/** Where a tab keeps something of a reader until it is closed. The key ends with the reader's id. */
export const tabKey = (name: string, readerId: string): string => `bookplate:of-reader:${name}:${readerId}`

/** Removes what this tab keeps of every other reader. @param readerId undefined removes everything */
export const forgetOthersInTab = (readerId: string | undefined): void => {
  try {
    for (const key of Object.keys(sessionStorage)) {
      const isOther = readerId === undefined || !key.endsWith(`:${readerId}`)
      if (isOther && key.startsWith('bookplate:of-reader:')) sessionStorage.removeItem(key)
    }
  } catch {
    // A browser that forbids the storage has kept nothing.
  }
}
