import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { fillBooks, ifUnkeyed } from '../../src/books/fill.ts'
import { authorKeyOf, titleKeyOf } from '../../src/books/sort-keys.ts'
import { type Database, openDatabase } from '../../src/db/client.ts'
import { boundedCount } from '../../src/db/expiry.ts'
import { books } from '../../src/db/schema.ts'
import { failingAfter } from '../faults.ts'
import { newUser } from '../support/makers.ts'
import { reportOfRun } from '../support/run-maintenance.ts'
import { bookRow, putRows } from './put-book.ts'

const unkeyed = { titleKey: null, authorKey: null, keyedVersion: null }
const title = (at: number) => `The Book ${at} of L’Étranger`

/** Books as a version before left them: the columns that are new have their defaults. */
const oldBooks = async (count: number) => {
  const { id } = await newUser()
  const rows = Array.from({ length: count }, (_, at) => bookRow(id, { title: title(at), ...unkeyed }))
  await putRows(rows)
  return { userId: id, ids: rows.map((row) => row.id) }
}

const change = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(`update books set ${sql}`)
    .bind(...values)
    .run()

const countUnkeyed = () =>
  env.DB.prepare('select count(*) as n from books where keyed_version is not version').first<number>('n')

/** Compares the keys of all books with those that a new book gets. */
const expectTrueKeys = async () => {
  const { results } = await env.DB.prepare('select * from books').all()
  const keys = results.map((row) => [row.title_key, row.author_key])
  const made = results.map((row) => [
    titleKeyOf(String(row.title)),
    authorKeyOf(JSON.parse(String(row.authors))),
  ])
  expect(keys).toEqual(made)
}

const run = async (db: Database = openDatabase(env.DB), isLate = () => false) => {
  let filled = 0
  await fillBooks({
    db,
    bucket: env.COVERS,
    now: new Date(),
    isLate,
    count: (_, by) => {
      filled += by
    },
    attempt: (_, work) => work(),
  })
  return { filled, ...db.usage }
}

afterEach(() => env.DB.prepare('delete from books').run())

describe('the sort keys of old books', () => {
  it('are made, and those of other books stay', async () => {
    const { userId, ids } = await oldBooks(1200)
    await putRows([bookRow(userId, { title: 'New', titleKey: 'kept', authorKey: 'kept', authors: ['A B'] })])
    const { filled, rowsRead } = await run()
    expect(filled).toBe(1200)
    // Of a book: index, row and keys, when it is found and when it is stored.
    expect(rowsRead).toBeLessThanOrEqual(6 * ids.length + 10)
    const found = 'select title_key, author_key from books where title'
    expect(await env.DB.prepare(`${found} = ?`).bind(title(7)).first()).toEqual({
      title_key: titleKeyOf(title(7)),
      author_key: '',
    })
    expect(await env.DB.prepare(`${found} = 'New'`).first()).toMatchObject({ title_key: 'kept' })
    const again = await run()
    expect([again.filled, again.trips]).toEqual([0, 1])
    expect(again.rowsRead).toBeLessThanOrEqual(1)
    const backlog = openDatabase(env.DB)
    await backlog.batch({ rows: boundedCount(books, ifUnkeyed, 10_000) })
    expect(backlog.usage.rowsRead).toBeLessThanOrEqual(1)
  })

  it('are made again after a change by an older version', async () => {
    const { ids } = await oldBooks(3)
    await run()
    await change("title = 'A New Title', version = version + 1 where id = ?", ids[1])
    expect(await run()).toMatchObject({ filled: 1 })
    await expectTrueKeys()
  })

  it('are made once by several runs at once', async () => {
    await oldBooks(1100)
    const runs = await Promise.all([run(), run(), run()])
    expect(runs.reduce((sum, { filled }) => sum + filled, 0)).toBe(1100)
    expect(await countUnkeyed()).toBe(0)
    await expectTrueKeys()
  })

  it('are not those of a title that was changed meanwhile', async () => {
    const { ids } = await oldBooks(2)
    const db = openDatabase(env.DB)
    const racing: Database = {
      ...db,
      usage: db.usage,
      batch: async (statements) => {
        const results = await db.batch(statements)
        // After the titles were read, and before the keys are stored.
        if (!('filled' in statements) || statements.filled === undefined)
          await change("title = 'Changed Meanwhile', version = version + 1 where id = ?", ids[0])
        return results
      },
    }
    // The run finds the book again, with its new title.
    expect(await run(racing)).toMatchObject({ filled: 2 })
    expect(await countUnkeyed()).toBe(0)
    await expectTrueKeys()
  })

  it('are made in the next runs where one stopped: at its bounds, when it is late, or when D1 fails', async () => {
    await oldBooks(1600)
    let asked = 0
    expect(await run(undefined, () => ++asked > 1)).toMatchObject({ filled: 500 })
    await expect(run(openDatabase(failingAfter(env.DB, 'batch', 2)))).rejects.toThrow()
    expect(await countUnkeyed()).toBe(600)
    expect(await run(undefined, () => true)).toMatchObject({ filled: 0, trips: 0 })
    expect(await run()).toMatchObject({ filled: 600 })
    await expectTrueKeys()
  })

  it('are made by the maintenance, at most 20,000 in a run, which reports the rest', async () => {
    const { userId } = await oldBooks(1)
    await env.DB.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 20001)
       insert into books (id, user_id, title, description, title_words, description_words, category, version,
         created_at, updated_at)
       select 'b' || i, ?, 'The ' || i, '', '[]', '[]', 'horror', 1, 0, 0 from n`,
    )
      .bind(userId)
      .run()
    const first = await reportOfRun(new Date())
    expect([first.counts.booksFilled, first.backlog?.unkeyedBooks]).toEqual([20_000, 2])
    const second = await reportOfRun(new Date())
    expect([second.counts.booksFilled, second.backlog?.unkeyedBooks]).toEqual([2, 0])
  })
})
