import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { objectKeys, ownedKeys } from '../covers/stored.ts'
import { api, errorOf, request, type Session } from '../support/client.ts'
import { bookForm, fixture, newBook, signedIn } from '../support/makers.ts'
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
import { titlesOf } from './library.ts'
import { putBook } from './put-book.ts'

type TestSession = Awaited<ReturnType<typeof signedIn>>

const createWith = async (bindings: Partial<Env>, as: Session, fields?: Parameters<typeof bookForm>[0]) =>
  fetchWith(bindings, request('POST', '/books', { as, body: await bookForm(fields) }))

const endSessionsOf = (userId: string) =>
  env.DB.prepare('delete from sessions where user_id = ?').bind(userId).run()

const unownedCovers = () => env.DB.prepare('select count(*) from unowned_covers').first<number>('count(*)')

const unavailable = [503, 'service_unavailable'] as const
const invalid = [400, 'invalid_image'] as const

describe('nothing is left over when', () => {
  it.each<[string, () => Partial<Env>, readonly [number, string]]>([
    ['the quota of Images is used up', () => ({ IMAGES: imagesFailing(9423) }), unavailable],
    ['Images time out', () => ({ IMAGES: imagesFailing(9522) }), unavailable],
    ['Images cannot decode the file', () => ({ IMAGES: imagesFailing(9412) }), invalid],
    ['Images cannot read the format', () => ({ IMAGES: imagesFailing(9520) }), invalid],
    ['Images fail without a code', () => ({ IMAGES: imagesFailing() }), unavailable],
    ['Images respond unexpectedly', () => ({ IMAGES: imagesFailing(9523) }), unavailable],
    ['Images lose the connection', () => ({ IMAGES: imagesFailing(9402) }), unavailable],
    ['the first file cannot be stored', () => ({ COVERS: failingPut(1) }), unavailable],
    ['the second file cannot be stored', () => ({ COVERS: failingPut(2) }), unavailable],
    ['no file can be stored', () => ({ COVERS: failing(env.COVERS, ['put']) }), unavailable],
    ['D1 is unavailable for the first batch', () => ({ DB: atBatch(1, lost) }), unavailable],
    ['D1 commits the first batch without a response', () => ({ DB: atBatch(1, unanswered) }), unavailable],
  ])('%s', async (_, bindings, expected) => {
    const session = await signedIn()
    const before = await objectKeys()
    expect(await errorOf(await createWith(bindings(), session, { title: 'Emma' }))).toEqual(expected)
    expect(await objectKeys()).toEqual(before)
    expect(await titlesOf(session.user.id)).toEqual([])
    expect(await newBook(session, { title: 'Emma' })).toMatchObject({ title: 'Emma' })
  })

  it.each(['camera.jpg', 'palette.png', 'photo.webp', 'animated.webp', 'animated.gif'])(
    'Images return %s unchanged',
    async (name) => {
      const session = await signedIn()
      const before = await objectKeys()
      const response = await createWith({ IMAGES: unchangingImages() }, session, {
        cover_image: await fixture(name),
      })
      expect(await errorOf(response)).toEqual(unavailable)
      expect(await objectKeys()).toEqual(before)
      expect(await titlesOf(session.user.id)).toEqual([])
    },
  )

  it('the session ends during the upload', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const DB = atBatch(
      2,
      meanwhile(() => endSessionsOf(session.user.id)),
    )
    expect(await errorOf(await createWith({ DB }, session))).toEqual([401, 'invalid_token'])
    expect(await objectKeys()).toEqual(before)
    expect(await titlesOf(session.user.id)).toEqual([])
  })

  it('the account is disabled during the upload', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const DB = atBatch(
      2,
      meanwhile(() => api.delete('/users', { as: session })),
    )
    expect(await errorOf(await createWith({ DB }, session))).toEqual([401, 'invalid_token'])
    expect(await objectKeys()).toEqual(before)
  })

  it('the title is taken during the upload', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const DB = atBatch(
      2,
      meanwhile(() => putBook(session, { title: 'Emma' })),
    )
    expect(await errorOf(await createWith({ DB }, session, { title: 'Emma' }))).toEqual([409, 'title_taken'])
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
    expect(await objectKeys()).toHaveLength(before.length + 3)
  })
})

// Cloudflare bills each call of Images.
describe('Images are not called', () => {
  it.each<[string, readonly [number, string], (session: TestSession) => Promise<unknown>]>([
    ['when the title is taken', [409, 'title_taken'], (session) => putBook(session, { title: 'Emma' })],
    ['when the session has ended', [401, 'invalid_token'], (session) => endSessionsOf(session.user.id)],
  ])('%s', async (_, expected, prepare) => {
    const session = await signedIn()
    await prepare(session)
    const before = await objectKeys()
    const response = await createWith({ IMAGES: imagesFailing() }, session, { title: 'Emma' })
    expect(await errorOf(response)).toEqual(expected)
    expect(await objectKeys()).toEqual(before)
  })
})

describe('when D1 fails in the last batch', () => {
  it.each([
    ['before it commits, the sweep deletes the files', lost, []],
    ['after it commits, the book stays', unanswered, ['Emma']],
  ])('%s', async (_, fault, titles) => {
    const session = await signedIn()
    const response = await createWith({ DB: atBatch(2, fault) }, session, { title: 'Emma' })
    expect(await errorOf(response)).toEqual(unavailable)
    expect(await titlesOf(session.user.id)).toEqual(titles)
    await maintainLater()
    expect(await titlesOf(session.user.id)).toEqual(titles)
    expect(await objectKeys()).toEqual(await ownedKeys())
    expect(await unownedCovers()).toBe(0)
  })
})

describe('files that cannot be deleted at once', () => {
  it.each<[string, () => R2Bucket]>([
    ['are swept: both', () => failing(env.COVERS, ['delete'])],
    ['are swept: the stored one', () => overriding(failingPut(2), { delete: () => lost() })],
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

  it('are not swept while the upload is in progress: no book loses its files', async () => {
    const session = await signedIn()
    await createWith({ DB: atBatch(2, meanwhile(maintainLater)) }, session)
    await maintainLater()
    expect(await objectKeys()).toEqual(expect.arrayContaining(await ownedKeys(session.user.id)))
  })
})

it('a batch that D1 carries out after the time of the upload gives no book its files', async () => {
  const session = await signedIn()
  // The batch is built before, carried out after. The sweep has its key by then, and deletes the files.
  const endTheTime = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    await env.DB.prepare('update unowned_covers set delete_after = ?')
      .bind(Date.now() - 5)
      .run()
  }
  const response = await createWith({ DB: atBatch(2, meanwhile(endTheTime)) }, session, { title: 'Emma' })
  expect(await errorOf(response)).toEqual(unavailable)
  expect(await titlesOf(session.user.id)).toEqual([])
})

it('a client that closes the connection does not stop the work', async () => {
  const session = await signedIn()
  const before = await objectKeys()
  const ctx = createExecutionContext()
  const started = Promise.withResolvers<void>()
  const DB = atBatch(
    1,
    meanwhile(async () => started.resolve()),
  )
  const body = await bookForm({ title: 'Emma' })
  const dropped = app.fetch(request('POST', '/books', { as: session, body }), { ...env, DB }, ctx)
  await started.promise
  await waitOnExecutionContext(ctx)
  expect(await titlesOf(session.user.id)).toEqual(['Emma'])
  expect(await objectKeys()).toEqual([...before, ...(await ownedKeys(session.user.id))].sort())
  await (await dropped).body?.cancel()
})
