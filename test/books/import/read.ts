import { type ParseOptions, parseImport, type ReadFile } from '../../../src/books/import/parse.ts'
import type { GoodRow } from '../../../src/books/import/rows.ts'
import type { Imported } from './account-checks.ts'

export const encode = (text: string) => new TextEncoder().encode(text)

/** @returns the rows of a file that must be readable */
export const readFile = (file: Uint8Array | string, options: ParseOptions = {}): ReadFile => {
  const read = parseImport(typeof file === 'string' ? encode(file) : file, options)
  if (read.kind !== 'rows') throw new Error(JSON.stringify(read))
  return read
}

/** @returns the only row of a file, which must be a book */
export const readOne = (file: Uint8Array | string, options?: ParseOptions): GoodRow => {
  const { rows } = readFile(file, options)
  const [row] = rows
  if (rows.length !== 1 || !row || row.problem !== undefined) throw new Error(JSON.stringify(rows))
  return row
}

/** @returns the fields, the codes of issues and the own fields of the only row */
export const fieldsOf = (file: string, options?: ParseOptions) => {
  const { fields, issues, createdAt } = readOne(file, options)
  return { ...fields, createdAt, issues: issues.map(({ column, code }) => `${column}: ${code}`) }
}

/** @returns the rows by number, for `unaccounted`: the file is read, and not imported */
export const readForAccount = (file: Uint8Array | string): Map<number, Imported | 'failed'> =>
  new Map(
    readFile(file).rows.map((row) => [
      row.row,
      row.problem !== undefined
        ? 'failed'
        : {
            book: { ...row.fields, created_at: (row.createdAt ?? new Date()).toISOString() },
            issues: row.issues,
          },
    ]),
  )
