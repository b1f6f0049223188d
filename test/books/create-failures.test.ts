import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { objectKeys, ownedKeys } from '../covers/stored.ts'
import { api, dataOf, refusal, request, type Session } from '../support/client.ts'
import { bookForm, fixture, newBook, signedIn, signIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import {
  atBatch,
  failingPut,
  imagesFailing,
  lost,
  maintainLater,
  meanwhile,
  overriding,
  unanswered,
  unchangingImages,
} from './faults.ts'

type TestSession = Awaited<ReturnType<typeof signedIn>>

const createWith = async (bindings: Partial<Env>, as: Session, fields?: Parameters<typeof bookForm>[0]) =>
  fetchWith(bindings, request('POST', '/books', { as, body: await bookForm(fields) }))

const titlesOf = async (as: Session) =>
  (await dataOf(await api.get('/books', { as }))).map(({ title }: { title: string }) => title)

const endSessionsOf = (userId: string) =>
  env.DB.prepare('delete from sessions where user_id = ?').bind(userId).run()

const unownedCovers = () => env.DB.prepare('select count(*) from unowned_covers').first<number>('count(*)')

const unavailable = [503, 'service_unavailable'] as const
const invalid = [400, 'invalid_image'] as const

describe('when a step fails, nothing is left', () => {
  it.each<[string, () => Partial<Env>, readonly [number, string]]>([
    ['the quota of Images is used up', () => ({ IMAGES: imagesFailing(9423) }), unavailable],
    ['Images have no time', () => ({ IMAGES: imagesFailing(9522) }), unavailable],
    ['Images cannot decode the file', () => ({ IMAGES: imagesFailing(9412) }), invalid],
    ['Images refuse without a code', () => ({ IMAGES: imagesFailing() }), invalid],
    ['the first file cannot be stored', () => ({ COVERS: failingPut(1) }), unavailable],
    ['the second file cannot be stored', () => ({ COVERS: failingPut(2) }), unavailable],
    ['no file can be stored', () => ({ COVERS: failing(env.COVERS, ['put']) }), unavailable],
    ['D1 is gone at first', () => ({ DB: atBatch(1, lost) }), unavailable],
    ['D1 does not answer at first', () => ({ DB: atBatch(1, unanswered) }), unavailable],
  ])('%s', async (_, bindings, expected) => {
    const session = await signedIn()
    const before = await objectKeys()
    expect(await refusal(await createWith(bindings(), session, { title: 'Emma' }))).toEqual(expected)
    expect(await objectKeys()).toEqual(before)
    expect(await titlesOf(session)).toEqual([])
    expect(await newBook(session, { title: 'Emma' })).toMatchObject({ title: 'Emma' })
  })

  it.each(['camera.jpg', 'palette.png', 'photo.webp', 'animated.webp', 'animated.gif'])(
    'Images hand back %s as it is',
    async (name) => {
      const session = await signedIn()
      const before = await objectKeys()
      const response = await createWith({ IMAGES: unchangingImages() }, session, {
        cover_image: await fixture(name),
      })
      expect(await refusal(response)).toEqual(unavailable)
      expect(await objectKeys()).toEqual(before)
      expect(await titlesOf(session)).toEqual([])
    },
  )

  it('the session ends half-way', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const DB = atBatch(
      2,
      meanwhile(() => endSessionsOf(session.user.id)),
    )
    expect(await refusal(await createWith({ DB }, session))).toEqual([401, 'invalid_token'])
    expect(await objectKeys()).toEqual(before)
    expect(await titlesOf(await signIn(session.user))).toEqual([])
  })

  it('the account is disabled half-way', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const DB = atBatch(
      2,
      meanwhile(() => api.delete('/users', { as: session })),
    )
    expect(await refusal(await createWith({ DB }, session))).toEqual([401, 'invalid_token'])
    expect(await objectKeys()).toEqual(before)
  })

  it('the title is taken half-way', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const DB = atBatch(
      2,
      meanwhile(() => newBook(session, { title: 'Emma' })),
    )
    expect(await refusal(await createWith({ DB }, session, { title: 'Emma' }))).toEqual([409, 'title_taken'])
    expect(await titlesOf(session)).toEqual(['Emma'])
    expect(await objectKeys()).toHaveLength(before.length + 2)
  })
})

describe('Images, of which only so many calls are free, are not asked in vain', () => {
  it.each<[string, readonly [number, string], (session: TestSession) => Promise<unknown>]>([
    ['when the title is taken', [409, 'title_taken'], (session) => newBook(session, { title: 'Emma' })],
    ['when the session is over', [401, 'invalid_token'], (session) => endSessionsOf(session.user.id)],
  ])('%s', async (_, expected, prepare) => {
    const session = await signedIn()
    await prepare(session)
    const before = await objectKeys()
    const response = await createWith({ IMAGES: imagesFailing() }, session, { title: 'Emma' })
    expect(await refusal(response)).toEqual(expected)
    expect(await objectKeys()).toEqual(before)
  })
})

describe('when D1 fails at the end', () => {
  it.each([
    ['before it commits, the sweep clears up', lost, []],
    ['after it commits, the book stays', unanswered, ['Emma']],
  ])('%s', async (_, fault, titles) => {
    const session = await signedIn()
    const response = await createWith({ DB: atBatch(2, fault) }, session, { title: 'Emma' })
    expect(await refusal(response)).toEqual(unavailable)
    expect(await titlesOf(session)).toEqual(titles)
    await maintainLater()
    expect(await titlesOf(session)).toEqual(titles)
    expect(await objectKeys()).toEqual(await ownedKeys())
    expect(await unownedCovers()).toBe(0)
  })
})

describe('what cannot be cleaned up at once is swept', () => {
  it.each<[string, () => R2Bucket]>([
    ['both files', () => failing(env.COVERS, ['delete'])],
    ['the one that was stored', () => overriding(failingPut(2), { delete: () => lost() })],
  ])('%s', async (_, bucket) => {
    const session = await signedIn()
    const before = await objectKeys()
    const DB = atBatch(
      2,
      meanwhile(() => endSessionsOf(session.user.id)),
    )
    expect((await createWith({ DB, COVERS: bucket() }, session)).status).toBeGreaterThanOrEqual(400)
    expect((await objectKeys()).length).toBeGreaterThan(before.length)
    await maintainLater()
    expect(await objectKeys()).toEqual(await ownedKeys())
    expect(await unownedCovers()).toBe(0)
  })

  it('even while the upload is under way: no book is without its files', async () => {
    const session = await signedIn()
    await createWith({ DB: atBatch(2, meanwhile(maintainLater)) }, session)
    await maintainLater()
    expect(await objectKeys()).toEqual(expect.arrayContaining(await ownedKeys(session.user.id)))
  })
})

it('a client that hangs up does not stop the work', async () => {
  const session = await signedIn()
  const before = await objectKeys()
  const ctx = createExecutionContext()
  const underWay = Promise.withResolvers<void>()
  const DB = atBatch(
    1,
    meanwhile(async () => underWay.resolve()),
  )
  const body = await bookForm({ title: 'Emma' })
  const dropped = app.fetch(request('POST', '/books', { as: session, body }), { ...env, DB }, ctx)
  await underWay.promise
  await waitOnExecutionContext(ctx)
  expect(await titlesOf(session)).toEqual(['Emma'])
  expect(await objectKeys()).toEqual([...before, ...(await ownedKeys(session.user.id))].sort())
  await (await dropped).body?.cancel()
})
