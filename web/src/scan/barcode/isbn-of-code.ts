import { readIsbn } from '../../../../src/books/isbn.ts'

/**
 * @param code the digits of a barcode
 * @returns the ISBN; undefined for the barcode of anything else. 979-0 is printed music.
 */
export const isbnOfCode = (code: string): string | undefined =>
  /^97[89]\d{10}$/.test(code) && !code.startsWith('9790') ? readIsbn(code) : undefined
