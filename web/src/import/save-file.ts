/** Downloads a text as a CSV file. */
export const saveFile = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser needs the URL only until the download has started.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
