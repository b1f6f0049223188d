import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { importForm } from '../request-makers.ts'
import { api, dataOf, errorOf, request, type Session } from '../support/client.ts'
import { bookForm, signedIn } from '../support/makers.ts'
import { countingDatabase, failing, fetchWith } from '../support/worker.ts'
import { create, emma, key, partsOf } from './keyed.ts'
import { titlesOf } from './library.ts'

describe('a key', () => {
  it('belongs to one user', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const [first, second] = [await dataOf(await create(one)), await dataOf(await create(two))]
    expect([first.user_id, second.user_id]).toEqual([one.user.id, two.user.id])
    expect((await create(two, { title: 'Persuasion' })).status).toBe(422)
    expect(await titlesOf(one.user.id)).toEqual(['Emma'])
  })

  it('belongs to one route', async () => {
    const session = await signedIn()
    const form = new FormData()
    form.set('mode', 'apply')
    form.set('file', new File(['title,description,category,created_at\r\nOne,,science,\r\n'], 'books.csv'))
    const headers = { 'Idempotency-Key': key }
    const imported = await api.post('/books/import', { as: session, headers, body: form })
    expect(imported.status).toBe(200)
    expect((await create(session)).status).toBe(201)
  })

  it('is compared character by character', async () => {
    const session = await signedIn()
    const keys = ['k', 'K', 'k k', '"k"', 'k%20k', 'k, k']
    for (const one of keys) {
      const response = await create(session, { title: `Book ${one}` }, {}, { 'Idempotency-Key': one })
      expect(response.status).toBe(201)
    }
    expect(await titlesOf(session.user.id)).toHaveLength(keys.length)
  })

  it('is not used up by invalid input', async () => {
    const session = await signedIn()
    expect(await errorOf(await create(session, { title: '' }))).toEqual([400, 'invalid_input'])
    expect(await errorOf(await create(session, { cover_image: null }))).toEqual([400, 'invalid_input'])
    expect((await create(session)).status).toBe(201)
  })

  it('does not free the title for a request with another key', async () => {
    const session = await signedIn()
    await create(session)
    const again = await create(session, emma, {}, { 'Idempotency-Key': 'another' })
    expect(await errorOf(again)).toEqual([409, 'title_taken'])
  })
})

describe('the cost of a key', () => {
  const tripsOf = async (send: (DB: D1Database) => Promise<Response>) => {
    const { DB, trips } = countingDatabase()
    const response = await send(DB)
    return { status: response.status, trips: trips() }
  }

  it('is one D1 round trip more, and one in all for the second request', async () => {
    const session = await signedIn()
    const body = await bookForm()
    const plain = await tripsOf((DB) => fetchWith({ DB }, request('POST', '/books', { as: session, body })))
    const keyed = await tripsOf((DB) => create(session, emma, { DB }))
    expect([plain.status, keyed.status]).toEqual([201, 201])
    expect(keyed.trips).toBeLessThanOrEqual(plain.trips + 1)
    expect(await tripsOf((DB) => create(session, emma, { DB }))).toEqual({ status: 201, trips: 1 })
    expect(await tripsOf((DB) => create(session, { title: 'U' }, { DB }))).toEqual({ status: 422, trips: 1 })
  })

  it('is no call of R2 or Images for the second request', async () => {
    const session = await signedIn()
    const first = await partsOf(await create(session))
    const broken = { IMAGES: failing(env.IMAGES), COVERS: failing(env.COVERS) }
    expect(await partsOf(await create(session, emma, broken))).toEqual(first)
  })
})

describe('a key may be', () => {
  let session: Session
  beforeAll(async () => {
    session = await signedIn()
  })

  it.each([
    ['one character', '0'],
    ['255 characters', 'x'.repeat(255)],
    ['a UUID', crypto.randomUUID()],
    [
      'all of printable ASCII',
      String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 0x21 + index)),
    ],
    ['text with spaces', 'a  b'],
    ['SQL', "' or 1=1 --"],
    ['a member of every object', '__proto__'],
  ])('%s', async (name, value) => {
    const headers = { 'Idempotency-Key': value }
    const first = await partsOf(await create(session, { title: name }, {}, headers))
    expect(first.status).toBe(201)
    expect(await partsOf(await create(session, { title: name }, {}, headers))).toEqual(first)
  })
})

describe('a key may not be', () => {
  it.each([
    ['empty', ''],
    ['256 characters', 'x'.repeat(256)],
    ['5,000 characters', 'x'.repeat(5000)],
    ['text with a tab', 'a\tb'],
    ['text with a control character', 'a\u0001b'],
    ['text with DEL', 'a\u007fb'],
    ['a byte outside ASCII', '\u00ff'],
  ])('%s', async (_, value) => {
    const session = await signedIn()
    const response = await create(session, emma, {}, { 'Idempotency-Key': value })
    expect(response.status).toBe(400)
    const { error } = await response.json<{ error: { code: string; issues: { path: string }[] } }>()
    expect([error.code, error.issues.map(({ path }) => path)]).toEqual(['invalid_input', ['Idempotency-Key']])
    expect(await titlesOf(session.user.id)).toEqual([])
    for (const mode of ['preview', 'apply']) {
      const body = importForm()
      body.set('mode', mode)
      const imported = await api.post('/books/import', {
        as: session,
        body,
        headers: { 'Idempotency-Key': value },
      })
      expect(await errorOf(imported)).toEqual([400, 'invalid_input'])
    }
    expect(await titlesOf(session.user.id)).toEqual([])
  })
})
