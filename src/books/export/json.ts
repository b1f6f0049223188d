import { type ExportedBook, exportedTexts } from './exported-book.ts'

/** Precedes the books. Without `jsonEnd` the text is not valid JSON, so a broken stream is noticed. */
export const jsonStart = '{"format":"bookplate","version":1,"note":"Covers are not included.","books":[\n'
export const jsonEnd = '\n]}\n'

/** @returns a book on its own line, behind a comma unless it is the first */
export const jsonRow = (book: ExportedBook, isFirst: boolean): string =>
  `${isFirst ? '' : ',\n'}${JSON.stringify(exportedTexts(book))}`
