import { readCsvFile } from './csv-file.ts'
import { readJsonFile } from './json-file.ts'
import { type ImportFile, Unreadable, unreadable } from './report.ts'

const byteOrderMark = [0xef, 0xbb, 0xbf]
const whiteSpace = new Set('\t\n\r '.split('').map((char) => char.charCodeAt(0)))

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  byteOrderMark.every((byte, index) => bytes[index] === byte) ? bytes.subarray(byteOrderMark.length) : bytes

const isJson = (bytes: Uint8Array): boolean =>
  bytes.find((byte) => !whiteSpace.has(byte)) === '{'.charCodeAt(0)

/**
 * Reads a file of books. The start of the file decides its format, not its name.
 * @param file CSV of Goodreads, StoryGraph or our own export, or our JSON; UTF-8, with or without a byte order mark
 * @param now a date after it is invalid
 * @returns every row, as a book or as a problem; or the reason why the file cannot be read
 */
export const parseImport = (file: Uint8Array, now = new Date()): ImportFile => {
  const bytes = withoutMark(file)
  try {
    return { kind: 'rows', ...(isJson(bytes) ? readJsonFile(bytes, now) : readCsvFile(bytes, now)) }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { kind: 'unreadable', reason: error.reason, message: unreadable[error.reason] }
  }
}
