import type { ExportedBook } from './csv.ts'

/** Goes in front of the books. Until `jsonEnd` has gone out, the text is not valid JSON: a stream that broke shows. */
export const jsonStart = '{"format":"bookplate","version":1,"note":"Covers are not included.","books":[\n'
export const jsonEnd = '\n]}\n'

/** @returns a book on a line of its own, with the comma that parts it from the one before */
export const jsonRow = (
  { title, description, category, createdAt }: ExportedBook,
  isFirst: boolean,
): string => {
  const book = JSON.stringify({ title, description, category, created_at: createdAt.toISOString() })
  return isFirst ? book : `,\n${book}`
}
