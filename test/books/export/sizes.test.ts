import { env } from 'cloudflare:workers'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRow } from '../../../src/books/export/csv.ts'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { goodreadsRow } from '../../../src/books/export/goodreads.ts'
import { jsonRow } from '../../../src/books/export/json.ts'
import { maxPartBytes } from '../../../src/books/export/limits.ts'
import { sizes } from '../../../src/books/export/sizes.ts'
import { coverFileName } from '../../../src/books/export/zip.ts'
import { maxImportBytes } from '../../../src/books/import/limits.ts'
import { signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { putRows } from '../put-book.ts'
import { anyBook, rowOf } from './any-book.ts'

const bytes = (text: string) => new TextEncoder().encode(text).length

const rows: Record<keyof typeof sizes, (book: ExportedBook & { id: string }) => string> = {
  json: (book) => jsonRow(book, false),
  csv: csvRow,
  goodreads: goodreadsRow,
  zip: (book) => jsonRow(book, false, coverFileName(book)),
}

/** @returns the size of each book in a format, by its id, as D1 says it */
const measured = async (userId: string, format: keyof typeof sizes) => {
  const { sql } = new SQLiteSyncDialect().sqlToQuery(sizes[format])
  const { results } = await env.DB.prepare(`select id, ${sql} as size from books where user_id = ?`)
    .bind(userId)
    .all<{ id: string; size: number }>()
  return new Map(results.map(({ id, size }) => [id, size]))
}

describe('the size of a book in a file', () => {
  it.each(['json', 'csv', 'goodreads', 'zip'] as const)(
    'is never less than the file has: %s',
    async (format) => {
      const isEnough = fc.asyncProperty(
        fc.array(anyBook, { minLength: 20, maxLength: 40 }),
        async (books) => {
          const { user } = await signedIn()
          const stored = books.map((book, at) => {
            const fields = { ...book, title: `${at} ${book.title}` }
            const row = rowOf(user.id, fields)
            return { row, text: rows[format]({ ...fields, id: row.id }) }
          })
          await putRows(stored.map(({ row }) => row))
          const found = await measured(user.id, format)
          for (const { row, text } of stored) expect(found.get(row.id)).toBeGreaterThanOrEqual(bytes(text))
        },
      )
      await fc.assert(isEnough, { numRuns: repetitions(3, 200) })
    },
  )

  it('leaves an import room for the frame of the file', () => {
    expect(maxPartBytes + 2_000_000).toBeLessThan(maxImportBytes)
  })
})
