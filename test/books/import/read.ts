import { parseImport } from '../../../src/books/import/parse.ts'
import type { ReadFile } from '../../../src/books/import/report.ts'

export const encode = (text: string) => new TextEncoder().encode(text)

/** @returns the rows of a file that must be readable */
export const readFile = (file: Uint8Array | string): ReadFile => {
  const read = parseImport(typeof file === 'string' ? encode(file) : file)
  if (read.kind === 'unreadable') throw new Error(read.message)
  return read
}
