import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { idempotencyKeys } from '../../src/db/schema.ts'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { api, errorOf, type Session } from '../support/client.ts'
import { bookForm, fixture, signedIn, signIn } from '../support/makers.ts'
import { create, emma, type Fields, key, partsOf, reused } from './keyed.ts'
import { times, titlesOf } from './library.ts'
import { coverPart, multipart } from './multipart.ts'

describe('the same request with the same key', () => {
  it('has the same response, and adds one book with two files', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const first = await partsOf(await create(session))
    const { id, ...book } = JSON.parse(first.body).data
    expect(first).toMatchObject({ status: 201, etag: expect.stringMatching(/^"/) })
    expect(first.location).toMatch(new RegExp(`/books/${id}$`))
    for (let again = 0; again < 3; again++) expect(await partsOf(await create(session))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
    expect(await objectKeys()).toEqual([...before, ...filesOf({ id, ...book })].sort())
  })

  it('has the response of a request without a key', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const keyed = await partsOf(await create(one))
    const plain = await api.post('/books', { as: two, body: await bookForm(emma) })
    const { data, ...rest } = JSON.parse(keyed.body)
    const { data: plainData, ...plainRest } = await plain.json<{ data: object }>()
    expect(rest).toEqual(plainRest)
    expect(Object.keys(data)).toEqual(Object.keys(plainData))
    expect([keyed.status, keyed.etag]).toEqual([plain.status, plain.headers.get('ETag')])
  })

  it('has every field of today, when an older version of the service remembered the response', async () => {
    const session = await signedIn()
    const { data } = JSON.parse((await partsOf(await create(session))).body)
    const { id, user_id, title, description, category, image_url, thumbnail_url, created_at, updated_at } =
      data
    const result = {
      id,
      user_id,
      title,
      description,
      category,
      image_url,
      thumbnail_url,
      created_at,
      updated_at,
    }
    const column = idempotencyKeys.outcome.name
    await env.DB.prepare(`update idempotency_keys set ${column} = ? where user_id = ?`)
      .bind(JSON.stringify({ kind: 'done', result }), user_id)
      .run()
    expect(JSON.parse((await partsOf(await create(session))).body).data).toEqual(data)
  })

  it('many times at once has equal responses and adds one book for each key', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const responses = await times(24, async (index) =>
      partsOf(await create(session, { title: `T${index % 2}` }, {}, { 'Idempotency-Key': `k${index % 2}` })),
    )
    expect(responses.map(({ status }) => status)).toEqual(Array(24).fill(201))
    for (const [index, response] of responses.entries()) expect(response).toEqual(responses[index % 2])
    expect(await titlesOf(session.user.id)).toEqual(['T0', 'T1'])
    const files = responses.slice(0, 2).flatMap(({ body }) => filesOf(JSON.parse(body).data))
    expect(await objectKeys()).toEqual([...before, ...files].sort())
  })

  it.each<[string, (book: { id: string }, as: Session) => Promise<Response>]>([
    ['changed', ({ id }, as) => api.patch(`/books/${id}`, { as, body: { title: 'Changed' } })],
    ['deleted', ({ id }, as) => api.delete(`/books/${id}`, { as })],
  ])('has the first response even after the book is %s', async (_, change) => {
    const session = await signedIn()
    const first = await partsOf(await create(session))
    expect((await change(JSON.parse(first.body).data, session)).ok).toBe(true)
    const titles = await titlesOf(session.user.id)
    expect(await partsOf(await create(session))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual(titles)
  })

  it('may come from another session of the user, and to /books/', async () => {
    const session = await signedIn()
    const first = await partsOf(await create(session))
    expect(await partsOf(await create(await signIn(session.user)))).toEqual(first)
    const headers = { 'Idempotency-Key': key }
    const again = await api.post('/books/', { as: session, headers, body: await bookForm(emma) })
    expect(await partsOf(again)).toEqual(first)
  })
})

describe('the same request', () => {
  const tiny = async (name: string, type: string) =>
    new File([await (await fixture('tiny.png')).arrayBuffer()], name, { type })

  it.each<[string, () => Promise<Fields>]>([
    ['filename', async () => ({ cover_image: await tiny('other.png', '') })],
    ['type of the file', async () => ({ cover_image: await tiny('tiny.jpg', 'image/jpeg') })],
    ['white space around the title', async () => ({ title: '  Emma\t' })],
  ])('may have another %s', async (_, changed) => {
    const session = await signedIn()
    const first = await partsOf(await create(session))
    expect(await partsOf(await create(session, { ...emma, ...(await changed()) }))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
  })

  it('may have another boundary, and its parts in another order', async () => {
    const session = await signedIn()
    const text = Object.entries({ title: 'Emma', description: 'A book.', category: 'science' })
    const parts = [
      ...text.map(([name, value]) => ({ name, value })),
      await coverPart(await fixture('tiny.png')),
    ]
    const responses = []
    for (const form of [
      multipart(parts, 'one'),
      multipart(parts, 'another'),
      multipart(parts.toReversed()),
    ]) {
      const headers = { ...form.headers, 'Idempotency-Key': key }
      responses.push(await partsOf(await api.post('/books', { as: session, headers, body: form.body })))
    }
    expect(responses[0]?.status).toBe(201)
    expect(responses).toEqual(Array(3).fill(responses[0]))
  })
})

describe('another request with the same key is an error', () => {
  it.each<[string, () => Promise<Fields>]>([
    ['another title', async () => ({ title: 'Persuasion' })],
    ['the title in lower case', async () => ({ title: 'emma' })],
    ['another description', async () => ({ description: 'Another.' })],
    ['another category', async () => ({ category: 'romance' })],
    ['another file', async () => ({ cover_image: await fixture('palette.png') })],
    [
      'one more byte in the file',
      async () => ({ cover_image: new File([await fixture('tiny.png'), new Uint8Array(1)], 'tiny.png') }),
    ],
    ['a file that is no image', async () => ({ cover_image: new File(['x'], 'tiny.png') })],
    ['title and description exchanged', async () => ({ title: 'A book.', description: 'Emma' })],
  ])('with %s', async (_, changed) => {
    const session = await signedIn()
    const first = await partsOf(await create(session))
    const before = await objectKeys()
    expect(await errorOf(await create(session, { ...emma, ...(await changed()) }))).toEqual(reused)
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
    expect(await objectKeys()).toEqual(before)
    expect(await partsOf(await create(session))).toEqual(first)
  })

  it('for all of many at once that are not like the first', async () => {
    const session = await signedIn()
    const responses = await times(12, async (index) => create(session, { title: `T${index % 2}` }))
    const errors = await Promise.all(responses.filter(({ ok }) => !ok).map(errorOf))
    expect(errors).toEqual(Array(6).fill(reused))
    expect(await titlesOf(session.user.id)).toHaveLength(1)
  })
})
