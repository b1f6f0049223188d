/** A body that is no multipart form. `message` is for the client. */
export class MalformedForm extends Error {
  override readonly name = 'MalformedForm'
}

export interface Part {
  /** The lines before the blank line. */
  header: Uint8Array
  content: Uint8Array
}

const CR = 0x0d
const LF = 0x0a
const dash = 0x2d

/** The longest header of a part, in bytes. Clients send a few hundred. */
const maxHeaderBytes = 8 * 1024

const isPadding = (byte: number | undefined) => byte === 0x20 || byte === 0x09

const startsWith = (bytes: Uint8Array, at: number, prefix: Uint8Array): boolean => {
  for (let index = 0; index < prefix.length; index++) if (bytes[at + index] !== prefix[index]) return false
  return true
}

interface Delimiter {
  /** The end of the content before it: the line break belongs to the delimiter (RFC 2046, section 5.1.1). */
  start: number
  end: number
  isLast: boolean
}

/** @returns the delimiter whose line starts at `at`, if one does. Padding may follow it, other text may not. */
const delimiterAt = (body: Uint8Array, at: number, dashBoundary: Uint8Array): Delimiter | undefined => {
  if (!startsWith(body, at, dashBoundary)) return undefined
  let end = at + dashBoundary.length
  const isLast = body[end] === dash && body[end + 1] === dash
  if (isLast) end += 2
  while (isPadding(body[end])) end++
  // Some clients end the form with LF alone, as if it were a text file.
  if (isLast && (end === body.length || body[end] === LF)) return { start: at - 2, end, isLast }
  return body[end] === CR && body[end + 1] === LF ? { start: at - 2, end: end + 2, isLast } : undefined
}

/**
 * @returns the first delimiter whose line break is at `from` or later. A boundary has no line break, so the search takes
 *   time linear in the distance.
 */
const nextDelimiter = (body: Uint8Array, from: number, dashBoundary: Uint8Array): Delimiter => {
  for (let at = from; at < body.length; at++) {
    if (body[at] !== CR || body[at + 1] !== LF || body[at + 2] !== dash || body[at + 3] !== dash) continue
    const delimiter = delimiterAt(body, at + 2, dashBoundary)
    if (delimiter) return delimiter
  }
  throw new MalformedForm('The form breaks off, or has another boundary than its Content-Type.')
}

/** @returns the position of the blank line. @param start of the line break before the headers */
const headerEnd = (body: Uint8Array, start: number): number => {
  const last = Math.min(body.length - 4, start + maxHeaderBytes)
  for (let at = start; at <= last; at++) {
    if (body[at] === CR && body[at + 1] === LF && body[at + 2] === CR && body[at + 3] === LF) return at
  }
  throw new MalformedForm('A part has no blank line after its headers, or has too long headers.')
}

/**
 * Splits a multipart body (RFC 2046, section 5.1) without a copy. Text before the first delimiter and after the last is
 * skipped. Takes time linear in the size of `body`.
 * @throws MalformedForm
 */
export function* splitMultipart(body: Uint8Array, boundary: string): Generator<Part, undefined> {
  const dashBoundary = new TextEncoder().encode(`--${boundary}`)
  let delimiter = delimiterAt(body, 0, dashBoundary) ?? nextDelimiter(body, 0, dashBoundary)
  // Parts whose delimiters have no CRLF look like text before the last delimiter, and must not be lost unnoticed.
  if (delimiter.isLast && delimiter.start > 0)
    throw new MalformedForm('The form has no parts. A line of its own, ended by CRLF, starts each part.')
  while (!delimiter.isLast) {
    const start = delimiter.end - 2
    const end = headerEnd(body, start)
    const next = nextDelimiter(body, end + 4, dashBoundary)
    yield {
      header: body.subarray(start + 2, Math.max(start + 2, end)),
      content: body.subarray(end + 4, next.start),
    }
    delimiter = next
  }
}
