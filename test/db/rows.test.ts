import { env } from 'cloudflare:workers'
import { eq, getTableColumns, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { named } from '../../src/db/rows.ts'
import { books } from '../../src/db/schema.ts'
import { build, statement } from '../../src/db/statement.ts'
import { bookRow, putRows } from '../books/put-book.ts'
import { newUser } from '../support/makers.ts'

it('rows of named columns have the same values as rows of columns', async () => {
  const { id: userId } = await newUser()
  const rows = [
    bookRow(userId, { authors: ['A', 'B'], owned: false, publicUpdatedAt: new Date(7), extra: { a: '1' } }),
    bookRow(userId, { series: 'S', seriesNumber: 1.5, rating: 4.25, descriptionIsPublic: null }),
  ]
  await putRows(rows)
  const columns = getTableColumns(books)
  const isOwn = eq(books.userId, userId)
  const { plain, renamed } = await openDatabase(env.DB).batch({
    plain: statement(build.select(columns).from(books).where(isOwn).orderBy(books.id)),
    renamed: statement(build.select(named(columns)).from(books).where(isOwn).orderBy(books.id)),
  })
  expect(renamed).toEqual(plain)
  expect(plain).toEqual(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
})

it('a column without a decoder keeps its value', async () => {
  const { id } = await newUser()
  await putRows([bookRow(id, { review: 'x' })])
  const select = { id: books.id, hasReview: sql<number>`octet_length(${books.review}) > 0`.as('hasReview') }
  const { found } = await openDatabase(env.DB).batch({
    found: statement(build.select(select).from(books).where(eq(books.userId, id))),
  })
  expect(found).toEqual([{ id: expect.any(String), hasReview: 1 }])
})
