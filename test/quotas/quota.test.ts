import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maintainLater } from '../books/faults.ts'
import { formOf } from '../books/library.ts'
import { filesOf, objectKeys, ownedKeys } from '../covers/stored.ts'
import { api, dataOf, errorOf, request } from '../support/client.ts'
import { bookForm, fixture, newBook, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { change, create, remove, sizesOf, withQuota } from './library.ts'

const full = [403, 'quota_exceeded']

describe('a library with no place left', () => {
  it('takes no book, and again one when another is deleted', async () => {
    const as = await signedIn()
    const quota = withQuota({ books: 1 })
    const book = await newBook(as)
    expect(await errorOf(await create(as, quota))).toEqual(full)
    await remove(as, book.id)
    expect((await create(as, quota)).status).toBe(201)
  })

  it('is told before Images is asked, which costs', async () => {
    const as = await signedIn()
    const book = await newBook(as)
    const IMAGES = failing(env.IMAGES)
    const { cover_bytes } = (await sizesOf(as.user.id)).stored ?? {}
    for (const quota of [{ books: 1 }, { text: 5 }, { covers: Number(cover_bytes) }])
      expect(await errorOf(await create(as, { ...withQuota(quota), IMAGES }))).toEqual(full)
    const body = formOf({ description: 'x'.repeat(100), cover_image: await fixture('tiny.png') })
    const changed = await change(as, book.id, { ...withQuota({ text: 50 }), IMAGES }, body)
    expect(await errorOf(changed)).toEqual(full)
  })

  it('says that a title is taken first', async () => {
    const as = await signedIn()
    const { title } = await newBook(as)
    expect(await errorOf(await create(as, withQuota({ books: 1 }), { title }))).toEqual([409, 'title_taken'])
  })

  it('is the own library alone', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    await newBook(other)
    await newBook(other)
    expect((await create(as, withQuota({ books: 1 }))).status).toBe(201)
  })

  it('may change what does not make it larger, also over its quota', async () => {
    const as = await signedIn()
    const { id } = await newBook(as, { title: 'Emma', description: 'A novel.' })
    const quota = withQuota({ books: 0, text: 0, covers: 0 })
    const statusOf = async (body: object) => (await change(as, id, quota, body)).status
    expect(await statusOf({ category: 'poetry' })).toBe(200)
    expect(await statusOf({ title: 'Anna' })).toBe(200)
    expect(await statusOf({ title: 'Anna K', description: 'Novel.' })).toBe(200)
    expect(await statusOf({ description: '' })).toBe(200)
    expect(await statusOf({ title: 'Anna Karenina' })).toBe(403)
    expect(await statusOf({})).toBe(200)
  })

  it('says of a wrong version or a missing book what it says otherwise', async () => {
    const as = await signedIn()
    const { id } = await newBook(as)
    const quota = withQuota({ text: 1 })
    const options = { as, body: { title: 'x'.repeat(200) }, headers: { 'If-Match': '"7"' } }
    const mismatch = await fetchWith(quota, request('PATCH', `/books/${id}`, options))
    expect(await errorOf(mismatch)).toEqual([412, 'version_mismatch'])
    const missing = await change(as, crypto.randomUUID(), quota, { title: 'x'.repeat(200) })
    expect(await errorOf(missing)).toEqual([404, 'book_not_found'])
    expect((await sizesOf(as.user.id)).stored).toEqual((await sizesOf(as.user.id)).counted)
  })
})

describe('a cover that does not fit', () => {
  const larger = async () => formOf({ title: 'Changed', cover_image: await fixture('palette.png') })

  it('leaves the book, its cover and its files as they were', async () => {
    const as = await signedIn()
    const book = await newBook(as)
    const { stored } = await sizesOf(as.user.id)
    const quota = withQuota({ covers: Number(stored?.cover_bytes) })
    expect(await errorOf(await change(as, book.id, quota, await larger()))).toEqual(full)
    await maintainLater()
    expect(await dataOf(await api.get(`/books/${book.id}`, { as }))).toEqual(book)
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(book)))
    expect(await objectKeys()).toEqual(await ownedKeys())
    expect((await sizesOf(as.user.id)).stored).toEqual(stored)
  })

  it('fits when it replaces a larger one', async () => {
    const as = await signedIn()
    const { id } = await newBook(as, { cover_image: await fixture('palette.png') })
    const quota = withQuota({ covers: 0 })
    const body = formOf({ cover_image: await fixture('tiny.png') })
    expect((await change(as, id, quota, body)).status).toBe(200)
    const { stored, counted } = await sizesOf(as.user.id)
    expect(stored).toEqual(counted)
    expect(Number(stored?.cover_bytes)).toBeGreaterThan(0)
  })
})

it('bytes are those of UTF-8, for any text', async () => {
  const as = await signedIn()
  const title = `a\0ä€😀${'\u0301'.repeat(3)}`
  const { id } = await newBook(as, { title, description: '😀'.repeat(5000) })
  const bytes = new TextEncoder().encode(title).length + 20_000
  expect((await sizesOf(as.user.id)).stored).toMatchObject({ text_bytes: bytes })
  await change(as, id, {}, { description: '\0\0é' })
  expect((await sizesOf(as.user.id)).stored).toMatchObject({ text_bytes: bytes - 20_000 + 4 })
  const exact = withQuota({ text: bytes - 20_000 + 4 + 7 })
  const body = { title: 'x€', description: '\0é\0' }
  expect((await create(as, exact, body)).status).toBe(403)
  expect((await create(as, exact, { ...body, description: 'é\0' })).status).toBe(201)
  const { stored, counted } = await sizesOf(as.user.id)
  expect(stored).toEqual(counted)
})

it('an error for the quota is remembered under its key', async () => {
  const as = await signedIn()
  const body = await bookForm()
  const send = (books: number) =>
    fetchWith(
      withQuota({ books }),
      request('POST', '/books', { as, body, headers: { 'Idempotency-Key': 'full' } }),
    )
  expect(await errorOf(await send(0))).toEqual(full)
  expect(await errorOf(await send(1))).toEqual(full)
})
