import { type ExportedBook, exportedColumns, exportedValue } from './exported-book.ts'

/** The version of the format. Version 1 had title, description, category and created_at. */
export const jsonVersion = 2

/** Precedes the books. Without `jsonEnd` the text is not valid JSON, so a broken stream is noticed. */
export const jsonStart = (note: string): string =>
  `{"format":"bookplate","version":${jsonVersion},"note":${JSON.stringify(note)},"books":[\n`
export const jsonEnd = '\n]}\n'

export const withoutCovers = 'Covers are not included.'
export const withCovers =
  'The covers are the files beside this one. An import of this file does not read them.'

/**
 * @param coverFile the name of the cover in a ZIP; null without one; undefined outside of a ZIP
 * @returns a book on its own line, behind a comma unless it is the first
 */
export const jsonRow = (book: ExportedBook, isFirst: boolean, coverFile?: string | null): string => {
  const members = exportedColumns.map((column) => [column, exportedValue(book, column)])
  if (coverFile !== undefined) members.push(['cover_file', coverFile])
  return `${isFirst ? '' : ',\n'}${JSON.stringify(Object.fromEntries(members))}`
}
