import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { imagesFailing } from '../books/faults.ts'
import { objectKeys } from '../covers/stored.ts'
import { asKey, insertKey } from '../support/api-keys.ts'
import { api, dataOf, errorOf, request, type Session } from '../support/client.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { forgetBudgets } from './looking-up.ts'

beforeEach(forgetBudgets)

const frankenstein = '9780141439471'

const add = (as: Session, body: object, headers = {}) => api.post('/books/from-isbn', { as, body, headers })

const countOf = async (as: Session) => (await dataOf(await api.get('/books', { as }))).length

describe('POST /books/from-isbn', () => {
  it('adds what a catalogue knows, with its cover, and what the reader knows', async () => {
    const user = await newUser()
    const as = asKey(await insertKey(user.id, ['books:write']))
    const response = await add(as, {
      isbn: '0-14-143947-5',
      status: 'reading',
      tags: ['gothic'],
      rating: 4.5,
    })
    expect(response.status).toBe(201)
    expect(response.headers.get('ETag')).toBe('"1"')
    const book = await dataOf(response)
    expect(response.headers.get('Location')).toBe(`http://localhost:8787/books/${book.id}`)
    expect(book).toMatchObject({
      user_id: user.id,
      isbn: frankenstein,
      authors: ['Mary Shelley'],
      status: 'reading',
      tags: ['gothic'],
      rating: 4.5,
      version: 1,
    })
    expect(book.title).toContain('Frankenstein')
    const cover = await api.get(new URL(book.image_url).pathname)
    expect(cover.headers.get('Content-Type')).toBe('image/webp')
  })

  it('keeps the ISBN that was asked for', async () => {
    const book = await dataOf(await add(await signedIn(), { isbn: '978-0-306-40615-7' }))
    expect(book).toMatchObject({ isbn: '9780306406157', title: 'Without Authors' })
  })

  it('is once with a key', async () => {
    const as = await signedIn()
    const headers = { 'Idempotency-Key': 'key' }
    const [first, second] = await Promise.all([
      add(as, { isbn: frankenstein }, headers),
      add(as, { isbn: frankenstein }, headers),
    ])
    expect(await dataOf(first)).toEqual(await dataOf(second))
    expect(await countOf(as)).toBe(1)
    expect(await errorOf(await add(as, { isbn: frankenstein, owned: true }, headers))).toEqual([
      422,
      'idempotency_key_reused',
    ])
  })

  it('adds no book twice, and leaves no file of the second', async () => {
    const as = await signedIn()
    expect((await add(as, { isbn: frankenstein })).status).toBe(201)
    const before = await objectKeys()
    const results = await Promise.all([1, 2, 3].map(() => add(as, { isbn: frankenstein })))
    for (const result of results) expect(await errorOf(result)).toEqual([409, 'title_taken'])
    expect(await objectKeys()).toEqual(before)
  })

  it('adds the book without a cover when the covers of the hour are used up', async () => {
    const as = await signedIn()
    await env.DB.prepare("insert into lookup_counts values (?, 'cover', 60, ?)")
      .bind(as.user.id, Date.now() + 600_000)
      .run()
    const response = await add(as, { isbn: frankenstein })
    expect(response.status).toBe(201)
    expect((await dataOf(response)).image_url).toBeNull()
  })

  it('counts as a lookup', async () => {
    const as = await signedIn()
    await env.DB.prepare("insert into lookup_counts values (?, 'lookup', 60, ?)")
      .bind(as.user.id, Date.now() + 600_000)
      .run()
    const response = await add(as, { isbn: frankenstein })
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(500)
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
  })

  it('adds nothing that no catalogue knows', async () => {
    const as = await signedIn()
    expect(await errorOf(await add(as, { isbn: '9780000000002' }))).toEqual([404, 'book_not_found'])
    expect(await countOf(as)).toBe(0)
  })

  it.each([
    ['lookups are off', () => ({ LOOKUP: 'off' }), 'lookup_unavailable'],
    ['Images fails', () => ({ IMAGES: imagesFailing(9423) }), 'service_unavailable'],
    ['R2 fails', () => ({ COVERS: failing(env.COVERS, ['put']) }), 'service_unavailable'],
    ['D1 fails', () => ({ DB: failing(env.DB, ['batch']) }), 'service_unavailable'],
  ])('adds nothing when %s', async (_, bindings, code) => {
    const as = await signedIn()
    const toSend = request('POST', '/books/from-isbn', { as, body: { isbn: frankenstein } })
    expect(await errorOf(await fetchWith(bindings(), toSend))).toEqual([503, code])
    expect(await countOf(as)).toBe(0)
  })

  it.each([
    [{}, 'isbn'],
    [{ isbn: null }, 'isbn'],
    [{ isbn: '9780141439472' }, 'isbn'],
    [{ isbn: frankenstein, title: 'Mine' }, 'title'],
    [{ isbn: frankenstein, rating: 7 }, 'rating'],
  ])('rejects %j', async (body, path) => {
    const response = await add(await signedIn(), body)
    const { error } = await response.json<{ error: { code: string; issues: [{ path: string }] } }>()
    expect([response.status, error.code, error.issues[0].path]).toEqual([400, 'invalid_input', path])
  })

  it('needs books:write, and no more', async () => {
    const { id } = await newUser()
    const response = await add(asKey(await insertKey(id, ['books:read'])), { isbn: frankenstein })
    expect(await errorOf(response)).toEqual([403, 'insufficient_scope'])
  })
})
