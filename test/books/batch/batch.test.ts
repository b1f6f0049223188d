import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { filesOf, objectKeys } from '../../covers/stored.ts'
import { api, dataOf } from '../../support/client.ts'
import { newBook, signedIn } from '../../support/makers.ts'
import { countingDatabase, failing } from '../../support/worker.ts'
import { maintainLater } from '../faults.ts'
import { list, titlesOf } from '../library.ts'
import { putBook } from '../put-book.ts'
import { added, batch, count, creation, deletion, done, expectTrueSize, readBook, update } from './batch.ts'

describe('a batch', () => {
  it('adds, changes and deletes books, and returns the version of each in order', async () => {
    const as = await signedIn()
    const [emma = '', persuasion = ''] = await added(as, { title: 'Emma' }, { title: 'Persuasion' })
    const results = await done(
      as,
      deletion(emma, 1),
      creation({ title: 'Evelina', authors: ['Frances Burney'] }),
      update(persuasion.toUpperCase(), { rating: 4.5, tags: ['navy'] }, 1),
    )
    expect(results).toEqual([
      { id: emma, version: null },
      { id: expect.any(String), version: 1 },
      { id: persuasion, version: 2 },
    ])
    expect(await readBook(as, results[1]?.id ?? '')).toMatchObject({ title: 'Evelina', version: 1 })
    expect(await readBook(as, persuasion)).toMatchObject({ rating: 4.5, tags: ['navy'], version: 2 })
    expect(await titlesOf(as.user.id)).toEqual(['Evelina', 'Persuasion'])
    await expectTrueSize(as.user.id)
  })

  it('takes one round trip, and one more with a key', async () => {
    const as = await signedIn()
    for (const [headers, most] of [
      [{}, 1],
      [{ 'Idempotency-Key': 'k' }, 2],
    ] as const) {
      const { DB, trips } = countingDatabase()
      expect((await batch(as, [creation({ title: `Book ${most}` })], { DB }, headers)).status).toBe(200)
      expect(trips()).toBe(most)
    }
  })

  it('adds books in the order of the operations', async () => {
    const as = await signedIn()
    const titles = Array.from({ length: 30 }, (_, at) => `Book ${at}`)
    await added(as, ...titles.map((title) => ({ title })))
    const { data } = await list(as, '?limit=100&sort=created_at')
    expect(data.map(({ title }) => title)).toEqual(titles)
  })

  it('leaves a book as it is if no field is sent', async () => {
    const as = await signedIn()
    const [emma = '', other = ''] = await added(as, { title: 'Emma' }, { title: 'Other' })
    const before = await readBook(as, emma)
    const results = await done(as, update(emma, {}, 1), update(other, { notes: 'x' }))
    expect(results).toEqual([
      { id: emma, version: 1 },
      { id: other, version: 2 },
    ])
    expect(await readBook(as, emma)).toEqual(before)
  })

  it('makes books that search finds', async () => {
    const as = await signedIn()
    const [emma = ''] = await added(as, { title: 'Emma', notes: 'Highbury' })
    await done(as, update(emma, { title: 'Emma Woodhouse' }))
    expect((await list(as, '?q=woodh')).data).toHaveLength(1)
  })

  it('may exchange the titles of books, in a ring', async () => {
    const as = await signedIn()
    const [a = '', b = '', c = ''] = await added(as, { title: 'A' }, { title: 'B' }, { title: 'C' })
    await done(as, update(a, { title: 'B' }), update(b, { title: 'C' }), update(c, { title: 'A' }))
    const titles = await Promise.all([a, b, c].map(async (id) => (await readBook(as, id)).title))
    expect(titles).toEqual(['B', 'C', 'A'])
  })

  it('may give a title on, to a new book and from a deleted one', async () => {
    const as = await signedIn()
    const [a = '', b = ''] = await added(as, { title: 'A' }, { title: 'B' })
    await done(as, creation({ title: 'A' }), update(a, { title: 'B', rating: 1 }), deletion(b))
    expect(await titlesOf(as.user.id)).toEqual(['A', 'B'])
    expect(await readBook(as, a)).toMatchObject({ title: 'B', rating: 1, version: 2 })
  })

  it('keeps a title with a zero character that another book gets too', async () => {
    const as = await signedIn()
    const [title, authors] = ['A\0B', ['Somebody']]
    const [a = '', b = ''] = await added(as, { title, authors }, { title: 'B' })
    await done(as, update(a, { authors: [] }), update(b, { title, authors }))
    for (const id of [a, b]) expect((await readBook(as, id)).title).toBe(title)
    await expectTrueSize(as.user.id)
  })

  it('is not misled by a title that looks like one that is set aside', async () => {
    const as = await signedIn()
    const [a = ''] = await added(as, { title: 'A' })
    const [b = ''] = await added(as, { title: `${a} A` })
    await done(as, update(a, { title: `${a} A` }), update(b, { title: 'A' }))
    expect((await readBook(as, a)).title).toBe(`${a} A`)
    expect((await readBook(as, b)).title).toBe('A')
  })
})

describe('the covers of deleted books', () => {
  it('are deleted, all in one call to R2', async () => {
    const as = await signedIn()
    const before = await objectKeys()
    const books = [await putBook(as), await putBook(as), await newBook(as)]
    await count(as.user.id)
    await done(as, ...books.map(({ id }) => deletion(id)))
    expect(await objectKeys()).toEqual(before)
    await expectTrueSize(as.user.id)
  })

  it('are left to the sweep when R2 fails', async () => {
    const as = await signedIn()
    const [kept, gone] = [await putBook(as), await putBook(as)]
    const response = await batch(as, [deletion(gone.id)], { COVERS: failing(env.COVERS) })
    expect(response.status).toBe(200)
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(gone)))
    await maintainLater()
    const left = await objectKeys()
    expect(left).toEqual(expect.arrayContaining(filesOf(kept)))
    expect(left).not.toEqual(expect.arrayContaining(filesOf(gone)))
  })
})

it('a change of private fields alone changes nothing that others see', async () => {
  const [as, other] = [await signedIn(), await signedIn()]
  const { id } = await putBook(as)
  const read = async () => {
    const response = await api.get(`/books/${id}`, { as: other })
    return [response.headers.get('ETag'), await dataOf(response)]
  }
  const before = await read()
  await done(as, update(id, { rating: 2, tags: ['x'], review: 'y' }))
  expect(await read()).toEqual(before)
  await done(as, update(id, { series: 'Visible' }))
  expect((await read())[0]).toBe('"3-public"')
})
