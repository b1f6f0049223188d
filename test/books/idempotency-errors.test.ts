import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { objectKeys } from '../covers/stored.ts'
import { api, dataOf, errorOf } from '../support/client.ts'
import { fixture, signedIn, signIn } from '../support/makers.ts'
import { failing } from '../support/worker.ts'
import { atBatch, failingPut, imagesFailing, lost, meanwhile, unanswered } from './faults.ts'
import { create, emma, partsOf, reused } from './keyed.ts'
import { titlesOf } from './library.ts'
import { putBook } from './put-book.ts'

describe('a second request with the key has the same error', () => {
  it('when the title was taken, even if it is free now', async () => {
    const session = await signedIn()
    const { id } = await putBook(session, emma)
    const first = await partsOf(await create(session))
    expect(JSON.parse(first.body).error.code).toBe('title_taken')
    await api.delete(`/books/${id}`, { as: session })
    expect(await partsOf(await create(session))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual([])
    expect((await create(session, emma, {}, { 'Idempotency-Key': 'another' })).status).toBe(201)
  })

  it('when the title was taken during the upload', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    let rival: Awaited<ReturnType<typeof putBook>> | undefined
    const DB = atBatch(
      3,
      meanwhile(async () => {
        rival = await putBook(session, emma)
      }),
    )
    const first = await partsOf(await create(session, emma, { DB }))
    expect(JSON.parse(first.body).error.code).toBe('title_taken')
    await api.delete(`/books/${rival?.id}`, { as: session })
    expect(await partsOf(await create(session))).toEqual(first)
    expect(await objectKeys()).toEqual(before)
  })

  it.each<[number, string, string, () => Promise<File>]>([
    [415, 'unsupported_image', 'text', async () => new File(['no image'], 'tiny.png')],
    [415, 'unsupported_image', 'SVG', () => fixture('script.svg')],
    [
      400,
      'invalid_image',
      'the start of a PNG',
      async () => new File([(await (await fixture('tiny.png')).bytes()).slice(0, 20)], 'x'),
    ],
  ])('%i %s for %s', async (status, code, _, makeFile) => {
    const session = await signedIn()
    const fields = { ...emma, cover_image: await makeFile() }
    const first = await partsOf(await create(session, fields))
    expect([first.status, JSON.parse(first.body).error.code]).toEqual([status, code])
    expect(await partsOf(await create(session, fields))).toEqual(first)
    expect(await errorOf(await create(session))).toEqual(reused)
    expect(await titlesOf(session.user.id)).toEqual([])
  })

  it('when Images could not decode the file', async () => {
    const session = await signedIn()
    const first = await partsOf(await create(session, emma, { IMAGES: imagesFailing(9412) }))
    expect(JSON.parse(first.body).error.code).toBe('invalid_image')
    expect(await partsOf(await create(session))).toEqual(first)
  })
})

describe('a second request with the key is carried out', () => {
  it.each<[string, () => Partial<Env>]>([
    ['D1 was unavailable for the claim', () => ({ DB: atBatch(1, lost) })],
    ['D1 was unavailable after the claim', () => ({ DB: atBatch(2, lost) })],
    ['D1 committed the batch after the claim without a response', () => ({ DB: atBatch(2, unanswered) })],
    ['D1 was unavailable for the last batch', () => ({ DB: atBatch(3, lost) })],
    ['D1 committed the claim without a response', () => ({ DB: atBatch(1, unanswered) })],
    ['the quota of Images was used up', () => ({ IMAGES: imagesFailing(9423) })],
    ['Images failed without a code', () => ({ IMAGES: imagesFailing() })],
    ['Images responded unexpectedly', () => ({ IMAGES: imagesFailing(9523) })],
    ['the first file could not be stored', () => ({ COVERS: failingPut(1) })],
    ['no file could be stored', () => ({ COVERS: failing(env.COVERS, ['put']) })],
  ])('when %s', async (_, bindings) => {
    const session = await signedIn()
    expect(await errorOf(await create(session, emma, bindings()))).toEqual([503, 'service_unavailable'])
    expect(await titlesOf(session.user.id)).toEqual([])
    const first = await partsOf(await create(session))
    expect(first.status).toBe(201)
    expect(await partsOf(await create(session))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
  })

  it('unless D1 committed the last batch without a response', async () => {
    const session = await signedIn()
    const failed = await create(session, emma, { DB: atBatch(3, unanswered) })
    expect(await errorOf(failed)).toEqual([503, 'service_unavailable'])
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
    const again = await create(session)
    expect(again.status).toBe(201)
    const { id } = await dataOf(again)
    expect((await api.get(`/books/${id}`, { as: session })).status).toBe(200)
  })

  it('when the session ended during the first', async () => {
    const session = await signedIn()
    const end = () => env.DB.prepare('delete from sessions where user_id = ?').bind(session.user.id).run()
    for (const nth of [2, 3]) {
      const as = await signIn(session.user)
      const ended = await create(as, emma, { DB: atBatch(nth, meanwhile(end)) })
      expect(await errorOf(ended)).toEqual([401, 'invalid_token'])
    }
    expect(await titlesOf(session.user.id)).toEqual([])
    expect((await create(await signIn(session.user))).status).toBe(201)
  })

  it('when the session had ended before the first', async () => {
    const session = await signedIn()
    await api.post('/users/logout', { as: session })
    expect(await errorOf(await create(session))).toEqual([401, 'invalid_token'])
    expect((await create(await signIn(session.user), { title: 'Persuasion' })).status).toBe(201)
  })

  it('when there were too many uploads', async () => {
    const session = await signedIn()
    const UPLOAD_LIMIT: RateLimit = { limit: async () => ({ success: false }) }
    const limited = await create(session, emma, { UPLOAD_LIMIT }, { 'CF-Connecting-IP': '192.0.2.1' })
    expect(await errorOf(limited)).toEqual([429, 'rate_limited'])
    expect((await create(session)).status).toBe(201)
  })
})
