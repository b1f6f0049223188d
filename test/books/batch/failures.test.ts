import { env } from 'cloudflare:workers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withQuota } from '../../quotas/library.ts'
import { signedIn } from '../../support/makers.ts'
import { countingDatabase } from '../../support/worker.ts'
import { putBook } from '../put-book.ts'
import {
  added,
  batch,
  creation,
  deletion,
  done,
  failureOf,
  type Operation,
  readBook,
  stateOf,
  update,
} from './batch.ts'

const unknown = '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'
const notFound = (at: number) => [404, 'book_not_found', `operations.${at}.id`]
const mismatch = (at: number) => [412, 'version_mismatch', `operations.${at}.version`]
const taken = (at: number) => [409, 'title_taken', `operations.${at}.book.title`]
const full = (at: number) => [403, 'quota_exceeded', `operations.${at}`]

/** A reader with four books: A and B, and two with the same title. */
const library = async () => {
  const as = await signedIn()
  const [a = '', b = '', c = '', d = ''] = await added(
    as,
    { title: 'A' },
    { title: 'B', rating: 3 },
    { title: 'C', authors: ['Jane'] },
    { title: 'D', isbn: '9780141439471' },
  )
  return { as, a, b, c, d }
}

type Library = Awaited<ReturnType<typeof library>>

const expectFailure = async (
  { as }: Library,
  operations: Operation[],
  expected: unknown[],
  bindings: Partial<Env> = {},
) => {
  const before = await stateOf(as.user.id)
  expect(await failureOf(await batch(as, operations, bindings))).toEqual(expected)
  expect(await stateOf(as.user.id)).toEqual(before)
}

const good = ({ a }: Library) => [creation({ title: 'New' }), update(a, { title: 'A new title' })]

describe('a batch fails as a whole, and names its first operation that fails', () => {
  it.each([
    ['an unknown book, to change', () => update(unknown, { title: 'X' })],
    ['an unknown book, to leave as it is', () => update(unknown, {})],
    ['an unknown book, to delete', () => deletion(unknown)],
    ['an unknown book at a version', () => deletion(unknown, 1)],
    ['an id that is no UUID', () => update('emma', { title: 'X' })],
    ['an id that is empty', () => deletion('')],
  ])('%s', async (_, make) => {
    const made = await library()
    await expectFailure(made, [...good(made), make(), deletion('x')], notFound(2))
  })

  it('a book of another reader', async () => {
    const made = await library()
    const other = await signedIn()
    const { id } = await putBook(other)
    const before = await stateOf(other.user.id)
    for (const operation of [update(id, { title: 'Mine' }), update(id, {}, 1), deletion(id), deletion(id, 1)])
      await expectFailure(made, [...good(made), operation], notFound(2))
    expect(await stateOf(other.user.id)).toEqual(before)
  })

  it('a book at another version', async () => {
    const made = await library()
    for (const operation of [update(made.b, { title: 'X' }, 2), update(made.b, {}, 7), deletion(made.b, 2)])
      await expectFailure(made, [...good(made), operation, deletion(unknown)], mismatch(2))
  })

  it('a new book that is there already', async () => {
    const made = await library()
    for (const book of [
      { title: 'B' },
      { title: ' B ', authors: [], isbn: null },
      { title: 'C', authors: ['Jane'] },
      { title: 'D', isbn: '978-0-14-143947-1' },
    ])
      await expectFailure(made, [...good(made), creation(book)], taken(2))
  })

  it('a book that becomes the same as another', async () => {
    const made = await library()
    const { b, c } = made
    await expectFailure(made, [...good(made), update(c, { title: 'B', authors: [] })], taken(2))
    await expectFailure(made, [update(b, { title: 'C', authors: ['Jane'] }), ...good(made)], taken(0))
    await expectFailure(
      made,
      [update(b, { title: 'C', authors: ['Jane'] }), update(c, { notes: 'x' })],
      taken(0),
    )
  })

  it('the second of two operations that want one title', async () => {
    const made = await library()
    const { a, b } = made
    await expectFailure(made, [creation({ title: 'X' }), creation({ title: 'X' })], taken(1))
    await expectFailure(made, [update(a, { title: 'X' }), creation({ title: 'X' })], taken(1))
    await expectFailure(made, [creation({ title: 'X' }), update(a, { title: 'X' }, 1)], taken(1))
    await expectFailure(made, [update(b, { title: 'X' }), update(a, { title: 'X' })], taken(1))
    await expectFailure(made, [update(b, { title: 'A' }), update(a, { rating: 2 })], taken(0))
    await expectFailure(made, [creation({ title: 'A' }), update(a, { title: 'A' })], taken(0))
  })

  it('a book without room', async () => {
    const made = await library()
    const quota = withQuota({ books: 5 })
    await expectFailure(made, [creation({ title: 'X' }), creation({ title: 'Y' })], full(1), quota)
    await expectFailure(made, [...good(made), creation({ title: 'Y' }), deletion(unknown)], full(2), quota)
  })

  it('a text without room', async () => {
    const made = await library()
    const quota = withQuota({ text: 30 })
    const long = { notes: 'x'.repeat(20) }
    await expectFailure(made, [update(made.a, { title: 'AA' }), update(made.b, long)], full(1), quota)
    await expectFailure(
      made,
      [creation({ title: 'E', ...long }), update(made.a, { title: 'AA' })],
      full(0),
      quota,
    )
  })
})

describe('the whole batch counts', () => {
  it('a deleted book makes room for a new one, in any order', async () => {
    const made = await library()
    const { as, a, b } = made
    const quota = withQuota({ books: 4 })
    const operations = [creation({ title: 'A', notes: 'again' }), deletion(a)]
    expect((await batch(as, operations, quota)).status).toBe(200)
    expect((await batch(as, [deletion(b), creation({ title: 'B' })], quota)).status).toBe(200)
  })

  it('a batch that makes nothing larger succeeds in a library over its quota', async () => {
    const { as, a, b, c } = await library()
    const operations = [deletion(a), update(b, { title: 'b', rating: null }), update(c, { authors: [] })]
    expect((await batch(as, operations, withQuota({ books: 1, text: 1 }))).status).toBe(200)
  })
})

it('a failure takes two round trips', async () => {
  const as = await signedIn()
  const { DB, trips } = countingDatabase()
  expect((await batch(as, [deletion(unknown)], { DB })).status).toBe(404)
  expect(trips()).toBe(2)
})

describe('the unique index of titles alone', () => {
  const dropIndex = 'drop index if exists books_title'
  const makeIndex = 'create unique index books_title on books (user_id, title)'
  let wasThere: unknown
  beforeAll(async () => {
    wasThere = await env.DB.prepare("select 1 from sqlite_schema where name = 'books_title'").first()
  })
  afterAll(async () => {
    await env.DB.exec(dropIndex)
    await env.DB.exec('delete from books')
    if (wasThere) await env.DB.exec(makeIndex)
  })

  it('takes a title with any authors, as long as it is there', async () => {
    await env.DB.exec(dropIndex)
    await env.DB.exec(makeIndex)
    const made = await library()
    await expectFailure(made, [...good(made), creation({ title: 'B', authors: ['Jane'] })], taken(2))
    const two = ['Ann', 'Jane'].map((author) => creation({ title: 'X', authors: [author] }))
    await expectFailure(made, two, taken(1))
  })

  it('is no obstacle to books of one title that exchange their authors, once it is gone', async () => {
    await env.DB.exec(dropIndex)
    const as = await signedIn()
    const poems = ['Ann', 'Jane'].map((author) => ({ title: 'Poems', authors: [author] }))
    const [a = '', b = ''] = await added(as, ...poems)
    await done(as, update(a, { authors: ['Jane'] }), update(b, { authors: ['Ann'] }))
    await done(as, update(a, { isbn: '9780141439518' }), creation({ title: 'Poems', authors: ['Jane'] }))
    expect(await failureOf(await batch(as, [update(b, { authors: ['Jane'] })]))).toEqual(taken(0))
    expect((await readBook(as, a)).title).toBe('Poems')
  })
})
