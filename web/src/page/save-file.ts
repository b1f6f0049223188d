/** Downloads a text as a file. @param type such as `text/csv` */
export const saveFile = (name: string, text: string, type: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser needs the URL only until the download has started.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
