import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportedBook } from '../../../src/books/export/exported-book.ts'
import { emptyFields } from '../../../src/books/fields.ts'
import type { Session } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { makeGoodreadsExport } from '../import/goodreads-export.ts'
import { reportOf } from '../import/transfer.ts'
import { instant, putBook, putRows } from '../put-book.ts'
import { anyBook, rowOf } from './any-book.ts'
import { partsOf, titlesOf } from './parts-of.ts'
import { textsOf } from './unzip.ts'

/** @returns a new user with these books, as an import in this order leaves them */
const userWith = async (books: ExportedBook[]) => {
  const as = await signedIn()
  await putRows(books.map((book) => rowOf(as.user.id, book)))
  return as
}

/** Imports the parts of an export in order. @returns the user */
const importOf = async (parts: string[]): Promise<Session> => {
  const as = await signedIn()
  for (const part of parts) {
    const report = await reportOf(as, part)
    expect([report.skipped, report.failed]).toEqual([0, 0])
  }
  return as
}

/** Titles and times that a folding import would take for the same book. */
const library = fc
  .array(fc.record({ book: anyBook, tick: fc.option(fc.nat(2), { nil: undefined }) }), { maxLength: 12 })
  .map((books) =>
    books.map(({ book, tick }, at) => ({
      ...book,
      title: tick === undefined ? `${book.title} ${at}` : 'DUNE'.slice(0, tick + 1) + 'dune'.slice(tick + 1),
      ...(tick !== undefined && { createdAt: new Date(instant + tick) }),
    })),
  )
  .filter(
    (books) =>
      new Set(books.map((book) => JSON.stringify([book.title, book.authors, book.isbn]))).size ===
      books.length,
  )

describe('an export that is imported into an empty account', () => {
  it.each(['json', 'csv'])('is exported again with the same bytes: %s', async (format) => {
    const isSame = fc.asyncProperty(library, async (books) => {
      const parts = (await partsOf(await userWith(books), format)).map(({ text }) => text)
      const copy = await importOf(parts)
      expect((await partsOf(copy, format)).map(({ text }) => text)).toEqual(parts)
    })
    await fc.assert(isSame, { numRuns: repetitions(8, 300) })
  })

  it('has the same parts, also where a millisecond has books on both sides of their boundary', async () => {
    const books = Array.from({ length: 1003 }, (_, at) => ({
      ...emptyFields,
      title: `Book ${at}`,
      createdAt: new Date(instant + Math.min(at, 999)),
    }))
    const jsonOf = async (as: Session) => {
      const parts = await partsOf(as, 'zip')
      return parts.map(({ bytes }) => Object.values(textsOf(bytes))[0] ?? '')
    }
    const parts = await jsonOf(await userWith(books))
    expect(parts.map((part) => titlesOf(part).length)).toEqual([1000, 3])
    const copy = await importOf(parts)
    expect(await jsonOf(copy)).toEqual(parts)
  })

  it('has the same bytes for a library of Goodreads with every quirk', async () => {
    const as = await signedIn()
    const { created } = await reportOf(as, makeGoodreadsExport(repetitions(300, 3000), 13).bytes)
    expect(created).toBeGreaterThan(250)
    for (const format of ['json', 'csv']) {
      const parts = (await partsOf(as, format)).map(({ text }) => text)
      const copy = await importOf(parts)
      expect((await partsOf(copy, format)).map(({ text }) => text)).toEqual(parts)
    }
  })

  it('does not keep the names of covers', async () => {
    const as = await signedIn()
    await putBook(as)
    const [zip] = await partsOf(as, 'zip')
    const copy = await importOf([Object.values(textsOf(zip?.bytes ?? new Uint8Array()))[1] ?? ''])
    const [before, after] = [await partsOf(as, 'json'), await partsOf(copy, 'json')]
    expect(after[0]?.text).toBe(before[0]?.text)
  })
})
