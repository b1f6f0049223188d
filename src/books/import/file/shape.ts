/** How a text file separates cells and rows. */
export interface Shape {
  delimiter: string
  /** Excel for Mac ends rows with CR alone. The CR of a CRLF stays in the last cell. */
  newline: '\n' | '\r'
  /** Whether quotes are letters like any other, as in the TSV of LibraryThing. */
  isRaw: boolean
  /** The length of a line such as `sep=;`, which Excel writes before the header. */
  skip: number
}

const separatorLine = /^"?sep=(?<delimiter>[^"\r\n])"?[;,\t]*(?:\r\n|\n|\r)/i

/** The first line, and the sign that ends it outside of quotes. */
const firstLine = (text: string): { line: string; end: string } => {
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && (sign === '\n' || sign === '\r'))
      return { line: text.slice(0, at), end: text.slice(at, at + 2) }
  }
  return { line: text, end: '' }
}

const countOf = (line: string, delimiter: string): number =>
  line.replace(/"[^"]*"/g, '').split(delimiter).length - 1

/** In countries with a decimal comma, spreadsheets separate cells by semicolons. */
const delimiterOf = (line: string): string =>
  [',', ';', '\t'].reduce((best, one) => (countOf(line, one) > countOf(line, best) ? one : best))

/** @param text the start of the file */
export const shapeOf = (text: string): Shape => {
  const separator = separatorLine.exec(text)
  const skip = separator?.[0].length ?? 0
  const { line, end } = firstLine(text.slice(skip))
  const delimiter = separator?.groups?.delimiter ?? delimiterOf(line)
  const isRaw = delimiter === '\t' && /(?:^|\t)Primary Author\t/i.test(line)
  return { delimiter, newline: /^\r(?!\n)/.test(end) ? '\r' : '\n', isRaw, skip }
}
