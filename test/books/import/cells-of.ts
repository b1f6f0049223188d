/** Reads CSV cell by cell, by RFC 4180, for tests that account for every cell of a file. It shares no code with the import. */
export const cellsOf = (text: string, delimiter = ','): string[][] => {
  // The tab-delimited files of these tests have no quotes around cells.
  if (delimiter === '\t')
    return text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (sign === '"' && cell === '') isQuoted = true
    else if (sign === delimiter) endCell()
    else if (sign === '\n') {
      endCell()
      rows.push([])
    } else if (sign !== '\r') cell += sign
  }
  if (cell !== '' || rows.at(-1)?.length) endCell()
  return rows.filter((row) => row.length > 0)
}
