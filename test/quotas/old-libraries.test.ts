import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import type { Run } from '../../src/http/run.ts'
import { countLibraries } from '../../src/quotas/count-libraries.ts'
import { measureCovers } from '../../src/quotas/measure-covers.ts'
import { times } from '../books/library.ts'
import { bookRow, putBook, putRows } from '../books/put-book.ts'
import { failingAfter } from '../faults.ts'
import { newBook, newUser, signedIn } from '../support/makers.ts'
import { failing } from '../support/worker.ts'
import { runMaintenance } from '../users/traces.ts'
import { change, create, forgetSize, outcomesOf, remove, sizesOf, withQuota } from './library.ts'

/** A run of the clean-up with time enough. */
const run = (bucket: R2Bucket, now = new Date(), db = openDatabase(env.DB)): Run => ({
  db,
  bucket,
  now,
  isLate: () => false,
  count: () => {},
  attempt: (_, work) => work(),
})
const unmeasured = () =>
  env.DB.prepare('select count(*) as n from books where cover_key is not null and cover_bytes is null').first(
    'n',
  )

beforeEach(async () => {
  await runMaintenance(100)
})

describe('a library from before the quotas', () => {
  const oldLibrary = async () => {
    const as = await signedIn()
    const books = await times(4, () => newBook(as))
    await forgetSize(as)
    return { as, books }
  }

  it('may grow before it is counted, but not by more than a quota', async () => {
    const { as, books } = await oldLibrary()
    const quota = withQuota({ books: 5, text: 5 * 60 })
    expect((await change(as, books[0]?.id ?? '', quota, { description: 'x'.repeat(99) })).status).toBe(200)
    await remove(as, books[1]?.id ?? '')
    const responses = await times(12, () => create(as, quota))
    expect((await outcomesOf(responses)).quota_exceeded).toBeGreaterThan(0)
    const { counted } = await sizesOf(as.user.id)
    expect(Number(counted?.book_count)).toBeLessThanOrEqual(4 + 5)
  })

  it('is counted by the maintenance, with its covers, and limited from then on', async () => {
    const { as, books } = await oldLibrary()
    const { cover_bytes } = (await sizesOf(as.user.id)).stored ?? {}
    expect(cover_bytes).toBe(0)
    await remove(as, books[0]?.id ?? '')
    await newBook(as)
    await runMaintenance()
    const { stored, counted } = await sizesOf(as.user.id)
    expect(stored).toEqual(counted)
    expect(Number(stored?.cover_bytes)).toBeGreaterThan(4 * 100)
    expect(await unmeasured()).toBe(0)
    expect(await outcomesOf([await create(as, withQuota({ books: 4 }))])).toEqual({ quota_exceeded: 1 })
  })
})

describe('the count of libraries', () => {
  it('corrects what another version of the service has written, within a day', async () => {
    const as = await signedIn()
    await newBook(as)
    await putRows([bookRow(as.user.id)])
    await countLibraries(run(env.COVERS, new Date()))
    expect((await sizesOf(as.user.id)).stored).toMatchObject({ book_count: 1 })
    await countLibraries(run(env.COVERS, new Date(Date.now() + 25 * 3600 * 1000)))
    expect((await sizesOf(as.user.id)).stored).toMatchObject({ book_count: 2 })
  })

  it('may run several times at once, and while books are written', async () => {
    const as = await signedIn()
    await times(3, () => newBook(as))
    await forgetSize(as)
    const count = () => countLibraries(run(env.COVERS, new Date()))
    const measure = () => measureCovers(run(env.COVERS))
    await Promise.all([count(), measure(), times(4, () => create(as, {})), count(), measure(), count()])
    await runMaintenance(25)
    const { stored, counted } = await sizesOf(as.user.id)
    expect(stored).toEqual(counted)
    expect(counted).toMatchObject({ book_count: 7 })
  })

  it('resumes where a failing D1 stopped it, the longest uncounted libraries first', async () => {
    const readers = await times(45, () => newUser())
    await env.DB.prepare('update users set counted_at = 0, book_count = 9').run()
    const left = () =>
      env.DB.prepare('select count(*) as n from users where counted_at = 0').first<number>('n')
    const before = (await left()) ?? 0
    // The first batch finds the libraries, and each further one counts 20.
    const failed = countLibraries(run(env.COVERS, new Date(), openDatabase(failingAfter(env.DB, 'batch', 2))))
    await expect(failed).rejects.toThrow()
    expect(await left()).toBe(before - 20)
    await countLibraries(run(env.COVERS, new Date()))
    expect(await left()).toBe(0)
    for (const { id } of readers) expect((await sizesOf(id)).stored).toMatchObject({ book_count: 0 })
  })
})

describe('the measurement of covers', () => {
  it('takes a bounded number in a run, and resumes', async () => {
    const reader = await newUser()
    await putRows(Array.from({ length: 450 }, (_, index) => bookRow(reader.id, { coverKey: `key-${index}` })))
    const left: unknown[] = []
    for (let runs = 0; runs < 3; runs++) {
      await measureCovers(run(env.COVERS))
      left.push(await unmeasured())
    }
    expect(left).toEqual([250, 50, 0])
  })

  it('keeps what it has measured when R2 fails', async () => {
    const as = await signedIn()
    await times(9, () => putBook(as))
    await forgetSize(as)
    const failed = measureCovers(run(failingAfter(env.COVERS, 'head', 18)))
    await expect(failed).rejects.toThrow()
    expect(await unmeasured()).toBe(3)
    await expect(measureCovers(run(failing(env.COVERS)))).rejects.toThrow()
    await measureCovers(run(env.COVERS))
    expect(await unmeasured()).toBe(0)
    const { stored, counted } = await sizesOf(as.user.id)
    expect(stored?.cover_bytes).toBe(counted?.cover_bytes)
  })

  it('leaves out a cover that is replaced meanwhile', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    await forgetSize(as)
    const replacing = new Proxy(env.COVERS, {
      get: (target, name) => {
        if (name !== 'head') return Reflect.get(target, name).bind(target)
        return async (key: string) => {
          await env.DB.prepare("update books set cover_key = 'new' where id = ?").bind(id).run()
          return target.head(key)
        }
      },
    })
    await measureCovers(run(replacing))
    expect(await unmeasured()).toBe(1)
    expect((await sizesOf(as.user.id)).stored).toMatchObject({ cover_bytes: 0 })
  })

  it('nothing is measured or counted by a part that has used up its time', async () => {
    const late = { ...run(failing(env.COVERS)), isLate: () => true }
    const before = await env.DB.prepare('select * from users order by id').all()
    await measureCovers(late)
    await countLibraries(late)
    expect((await env.DB.prepare('select * from users order by id').all()).results).toEqual(before.results)
  })
})
