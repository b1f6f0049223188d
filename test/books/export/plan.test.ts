import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallerContext } from '../../../src/auth/caller.ts'
import { jsonRow } from '../../../src/books/export/json.ts'
import { type Plan, pagesBetween, planPart } from '../../../src/books/export/library.ts'
import { firstPart, type Part } from '../../../src/books/export/part.ts'
import { sizes } from '../../../src/books/export/sizes.ts'
import { type PartLimits, selectRange } from '../../../src/books/export/statements.ts'
import { type Book, fieldsOf } from '../../../src/books/rows.ts'
import { openDatabase } from '../../../src/db/client.ts'
import { sessions } from '../../../src/db/schema.ts'
import { build, statement } from '../../../src/db/statement.ts'
import { signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { bookRow, instant, putRows } from '../put-book.ts'

/** @returns the environment of a new user's request */
const newContext = async () => {
  const { user } = await signedIn()
  const db = openDatabase(env.DB)
  const { found } = await db.batch({ found: statement(build.select().from(sessions)) })
  const session = found.find(({ userId }) => userId === user.id)
  const caller = { kind: 'session', userId: user.id, sessionId: session?.id ?? '', at: new Date() }
  return { var: { db, caller } } as unknown as CallerContext
}

const size = (book: Book) =>
  new TextEncoder().encode(jsonRow({ ...fieldsOf(book), createdAt: book.createdAt }, false)).length
const totalOf = (books: Book[]) => books.reduce((total, book) => total + size(book), 0)

/** @returns the pages of all parts */
const walk = async (c: CallerContext, limits: PartLimits): Promise<Book[][][]> => {
  const parts: Book[][][] = []
  let part: Part | undefined = firstPart
  while (part) {
    const plan: Plan = await planPart(c, part, sizes.json, limits)
    const pages = pagesBetween<Book>(c, selectRange, plan.places, { maxRows: limits.pageBooks + 1 })
    parts.push(await Array.fromAsync(pages))
    part = plan.next
  }
  return parts
}

const library = fc.array(fc.record({ length: fc.nat(5000), tick: fc.nat(3) }), { maxLength: 40 })
const someLimits = fc.record({
  books: fc.integer({ min: 1, max: 20 }),
  bytes: fc.integer({ min: 7000, max: 30_000 }),
  pageBooks: fc.integer({ min: 1, max: 10 }),
  pageBytes: fc.integer({ min: 1000, max: 10_000 }),
})

describe('planPart', () => {
  it('cuts a library into parts and pages that have every book once, in order, within their limits', async () => {
    const isCut = fc.asyncProperty(library, someLimits, async (books, limits) => {
      const c = await newContext()
      const rows = books.map(({ length, tick }, at) =>
        bookRow(c.var.caller.userId, {
          id: `${String(at).padStart(8, '0')}-${crypto.randomUUID().slice(9)}`,
          title: String(at),
          review: '"'.repeat(length),
          createdAt: new Date(instant + tick),
        }),
      )
      await putRows(rows)
      const parts = await walk(c, limits)
      const inOrder = rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
      expect(parts.flat(2).map(({ title }) => title)).toEqual(inOrder.map(({ title }) => title))
      for (const [at, pages] of parts.entries()) {
        const part = pages.flat()
        expect(part.length).toBeLessThanOrEqual(limits.books)
        if (part.length > 1) expect(totalOf(part)).toBeLessThanOrEqual(limits.bytes)
        for (const page of pages) {
          expect(page.length).toBeLessThanOrEqual(limits.pageBooks)
          const [first, ...others] = page
          if (first) expect(totalOf(others)).toBeLessThanOrEqual(limits.pageBytes)
        }
        // A part is as large as it may be.
        const [next] = parts[at + 1]?.flat() ?? []
        const [fixed] = part
        if (next && fixed && part.length < limits.books)
          expect(totalOf([...part, next]) + 400 * (part.length + 1)).toBeGreaterThan(limits.bytes)
      }
    })
    await fc.assert(isCut, { numRuns: repetitions(10, 500) })
  })

  it('reads no text behind the end of the part', async () => {
    const c = await newContext()
    await putRows(
      Array.from({ length: 1500 }, (_, at) =>
        bookRow(c.var.caller.userId, { createdAt: new Date(instant + at) }),
      ),
    )
    const before = c.var.db.usage.rowsRead
    await planPart(c, firstPart, sizes.json, {
      books: 1000,
      bytes: 30_000,
      pageBooks: 100,
      pageBytes: 10_000,
    })
    expect(c.var.db.usage.rowsRead - before).toBeLessThan(500)
  })
})
