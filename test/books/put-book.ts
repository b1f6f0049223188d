import { env } from 'cloudflare:workers'
import { getTableColumns } from 'drizzle-orm'
import { presentOwnBook } from '../../src/books/present.ts'
import { type KnownFields, newBookRow, type StoredBook, storedFields } from '../../src/books/rows.ts'
import { coverSize, newCoverKey, putCoverFiles } from '../../src/covers/storage.ts'
import { books } from '../../src/db/schema.ts'
import { readConfig } from '../../src/http/config.ts'
import type { TestBook } from '../support/makers.ts'

export const instant = Date.UTC(2026, 0, 1)

/** @returns the row of a book without a cover. Its title is its id, unless `fields` has another. */
export const bookRow = (userId: string, fields: Partial<StoredBook> = {}): StoredBook => {
  const { id = crypto.randomUUID(), title = id, description = '', authors = [] } = fields
  const at = new Date(instant)
  const caller = { kind: 'session' as const, userId, sessionId: '', at }
  const row = newBookRow(caller, { title, description, authors, category: 'science' }, undefined)
  return { ...row, id, ...fields }
}

const columns = Object.entries(getTableColumns(books))
const names = columns.map(([, { name }]) => name).join()
const values = columns.map(([key]) => `value ->> '$.${key}'`).join()

/** Inserts books into D1, past the service: thousands as easily as one. */
export const putRows = async (rows: StoredBook[]): Promise<void> => {
  const stored = rows.map((row) =>
    Object.fromEntries(
      columns.map(([name, column]) => {
        const value = row[name as keyof StoredBook]
        return [name, value === null ? null : column.mapToDriverValue(value)]
      }),
    ),
  )
  await env.DB.prepare(`insert into books (${names}) select ${values} from json_each(?)`)
    .bind(JSON.stringify(stored))
    .run()
}

/** Of each cover the files differ, so that a test notices when they are exchanged. */
const coverOf = (key: string) => {
  const bytes = (file: string) => new TextEncoder().encode(`${file} of ${key}`).buffer as ArrayBuffer
  return {
    'cover.webp': bytes('cover.webp'),
    'thumb.webp': bytes('thumb.webp'),
    'shelf.webp': bytes('shelf.webp'),
  }
}

// Titles of one length, as in `bookForm`.
let put = 100_000

/**
 * A book as an upload leaves it, in D1 and R2. It costs a tenth of an upload, because no cover is encoded: the files are
 * text.
 */
export const putBook = async (
  { user }: { user: { id: string } },
  fields: KnownFields = {},
): Promise<TestBook> => {
  const coverKey = newCoverKey()
  const now = new Date()
  const row = bookRow(user.id, {
    title: `Put book ${++put}`,
    description: 'A book.',
    createdAt: now,
    updatedAt: now,
    ...storedFields(fields),
    coverKey,
    coverBytes: coverSize(coverOf(coverKey)),
  })
  await Promise.all([putRows([row]), putCoverFiles(env.COVERS, coverKey, coverOf(coverKey))])
  return presentOwnBook(row, readConfig(env).publicUrl) as TestBook
}
