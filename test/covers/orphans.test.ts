import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dueCovers, orphanEntry } from '../../src/covers/statements.ts'
import type { Statement } from '../../src/db/statement.ts'
import { failingAfter } from '../faults.ts'
import { newBook, newUser, signedIn } from '../support/makers.ts'
import { reportOfRun, runAt, steppingClock } from '../support/run-maintenance.ts'
import { filesOf, filesOfKey, objectKeys } from './stored.ts'

const hour = 60 * 60 * 1000
const later = (hours: number) => new Date(Date.now() + hours * hour)

const put = (...names: string[]) => Promise.all(names.map((name) => env.COVERS.put(name, 'x')))
const orphan = async () => {
  const key = crypto.randomUUID()
  await put(...filesOfKey(key))
  return key
}

const rows = async (table: string) => (await env.DB.prepare(`select * from ${table}`).all()).results

/** R2 that lists a few objects at a time. */
const paged = (limit: number): R2Bucket =>
  new Proxy(env.COVERS, {
    get: (target, name) => {
      if (name === 'list') return (options: R2ListOptions) => target.list({ ...options, limit })
      const member = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })

const findAndSweep = async () => {
  for (const hours of [25, 50]) await runAt(later(hours))
}

beforeAll(async () => {
  await newUser()
})

beforeEach(async () => {
  await env.COVERS.delete(await objectKeys())
  await env.DB.batch(
    ['books', 'unowned_covers', 'cursors'].map((name) => env.DB.prepare(`delete from ${name}`)),
  )
})

describe('files that no row names', () => {
  it('are found when they are older than a day, and deleted a day later', async () => {
    const key = await orphan()
    const [alone] = await put(`${crypto.randomUUID()}/thumb.webp`)
    await runAt(later(23))
    expect(await objectKeys()).toEqual([...filesOfKey(key), alone?.key].toSorted())
    const found = await reportOfRun(later(25))
    expect(found.counts).toMatchObject({ objectsListed: 4, orphansFound: 2, covers: 0 })
    await runAt(later(48))
    expect(await objectKeys()).toHaveLength(4)
    expect((await reportOfRun(later(50))).counts).toMatchObject({ orphansFound: 0, covers: 2 })
    expect(await objectKeys()).toEqual([])
    expect(await rows('unowned_covers')).toEqual([])
  })

  it('are deleted when R2 completed a put after the sweep', async () => {
    const key = await orphan()
    await findAndSweep()
    await put(`${key}/cover.webp`)
    await findAndSweep()
    expect(await objectKeys()).toEqual([])
  })

  it('stay while an upload is in progress', async () => {
    const key = await orphan()
    const until = later(30).getTime()
    await env.DB.prepare('insert into unowned_covers values (?, ?)').bind(key, until).run()
    expect((await reportOfRun(later(25))).counts).toMatchObject({ orphansFound: 0, covers: 0 })
    expect(await rows('unowned_covers')).toEqual([{ key, delete_after: until }])
    expect(await objectKeys()).toEqual(filesOfKey(key))
  })

  it('stay if they are no files of covers', async () => {
    const names = [
      'cover.webp',
      'erased/01a21895-0e8b-752d-ad09-6baaad50ad71',
      'a/b/cover.webp',
      'a/other.webp',
    ]
    await put(...names)
    await runAt(later(1000))
    await runAt(later(2000))
    expect(await objectKeys()).toEqual(names.toSorted())
  })

  it('stay while the database is empty, because a restore may be about to fill it', async () => {
    const key = await orphan()
    await env.DB.batch([env.DB.prepare('delete from sessions'), env.DB.prepare('delete from users')])
    for (const hours of [25, 50, 1000]) await runAt(later(hours))
    expect(await objectKeys()).toEqual(filesOfKey(key))
    await newUser()
    await findAndSweep()
    expect(await objectKeys()).toEqual([])
  })
})

it('the files of books stay, also of a book that is restored after its files were found', async () => {
  const book = await newBook(await signedIn())
  const { results } = await env.DB.prepare('select * from books').all<Record<string, unknown>>()
  await env.DB.prepare('delete from books').run()
  await runAt(later(25))
  expect(await rows('unowned_covers')).toHaveLength(1)
  const row = results[0] ?? {}
  const values = Object.keys(row).map(() => '?')
  await env.DB.prepare(`insert into books (${Object.keys(row)}) values (${values})`)
    .bind(...Object.values(row))
    .run()
  for (const hours of [50, 1000]) await runAt(later(hours))
  expect(await objectKeys()).toEqual(filesOf(book))
  expect(await rows('unowned_covers')).toEqual([])
})

describe('the listing', () => {
  it('continues in the next run where its time was used up', async () => {
    for (let covers = 0; covers < 5; covers++) await orphan()
    const listed: (number | undefined)[] = []
    const positions: number[] = []
    for (let runs = 0; runs < 4; runs++) {
      const { counts } = await reportOfRun(later(25), { clock: steppingClock() }, { COVERS: paged(4) })
      listed.push(counts.objectsListed)
      positions.push((await rows('cursors')).length)
    }
    expect([listed, positions]).toEqual([
      [4, 4, 4, 3],
      [1, 1, 1, 0],
    ])
    await runAt(later(50))
    expect(await objectKeys()).toEqual([])
  })

  it('reads at most ten pages in a run', async () => {
    await put(...Array.from({ length: 25 }, (_, at) => `${at}/kept`))
    const listed: (number | undefined)[] = []
    for (let runs = 0; runs < 2; runs++) {
      const { counts } = await reportOfRun(later(25), {}, { COVERS: paged(2) })
      listed.push(counts.objectsListed)
    }
    expect(listed).toEqual([20, 5])
  })

  it.each([0, 1, 2])('continues after R2 failed at page %i', async (pages) => {
    for (let covers = 0; covers < 3; covers++) await orphan()
    const COVERS = failingAfter(paged(2), 'list', pages)
    await expect(runAt(later(25), {}, { COVERS })).rejects.toThrow()
    expect(await rows('unowned_covers')).toHaveLength(pages)
    await runAt(later(25))
    await findAndSweep()
    expect(await objectKeys()).toEqual([])
    expect(await rows('cursors')).toEqual([])
  })

  it('may run several times at once', async () => {
    const book = await newBook(await signedIn())
    for (let covers = 0; covers < 3; covers++) await orphan()
    for (const hours of [25, 50])
      await Promise.all([1, 2, 3].map((limit) => runAt(later(hours), {}, { COVERS: paged(limit) })))
    expect(await objectKeys()).toEqual(filesOf(book))
  })
})

it.each<[string, () => Statement]>([
  ['orphanEntry', () => orphanEntry(['a', 'b'], new Date())],
  ['dueCovers', () => dueCovers(new Date(), 10).owned],
])('%s finds books by an index', async (_, makeStatement) => {
  const { sql, params } = makeStatement()
  const plan = await env.DB.prepare(`explain query plan ${sql}`)
    .bind(...params.map((param) => (param instanceof Date ? param.getTime() : param)))
    .all<{ detail: string }>()
  const steps = plan.results.map(({ detail }) => detail).join('\n')
  expect(steps).toContain('books_cover')
  expect(steps).not.toContain('SCAN books')
})
