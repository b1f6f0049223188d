import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { openDatabase } from '../src/db/client.ts'
import { maintain } from '../src/maintenance.ts'
import { atBatch, failingPut, imagesFailing, lost, unanswered } from './books/faults.ts'
import { formOf } from './books/library.ts'
import { objectKeys, ownedKeys } from './covers/stored.ts'
import { request, type Session } from './support/client.ts'
import { bookForm, fixture, newBook, signedIn } from './support/makers.ts'
import { repetitions } from './support/repetitions.ts'
import { failing, fetchWith } from './support/worker.ts'

const maintainIn = (hours: number) =>
  maintain(openDatabase(env.DB), env.COVERS, new Date(Date.now() + hours * 60 * 60 * 1000))

/** A generator of numbers in [0, 1) with a seed, so that a failure can be repeated (mulberry32). */
const mulberry32 = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const faults: (() => Partial<Env>)[] = [
  () => ({ IMAGES: imagesFailing(9423) }),
  () => ({ COVERS: failingPut(1) }),
  () => ({ COVERS: failingPut(2) }),
  () => ({ COVERS: failing(env.COVERS, ['delete']) }),
  () => ({ COVERS: failing(env.COVERS) }),
  () => ({ DB: atBatch(1, lost) }),
  () => ({ DB: atBatch(1, unanswered) }),
  () => ({ DB: atBatch(2, lost) }),
  () => ({ DB: atBatch(2, unanswered) }),
  () => ({ DB: atBatch(2, lost), COVERS: failing(env.COVERS, ['delete']) }),
]

const operations: ((as: Session, id: string, title: string) => Promise<Request>)[] = [
  async (as) => request('POST', '/books', { as, body: await bookForm() }),
  async (as, _id, title) => request('POST', '/books', { as, body: await bookForm({ title }) }),
  async (as, id) =>
    request('PATCH', `/books/${id}`, { as, body: formOf({ cover_image: await fixture('tiny.png') }) }),
  async (as, id, title) =>
    request('PATCH', `/books/${id}`, { as, body: formOf({ title, cover_image: await fixture('tiny.png') }) }),
  async (as, id, title) => request('PATCH', `/books/${id}`, { as, body: { title } }),
  async (as, id) => request('DELETE', `/books/${id}`, { as }),
]

const idsOf = async (userId: string) => {
  const rows = env.DB.prepare('select id from books where user_id = ? order by id').bind(userId)
  return (await rows.all<{ id: string }>()).results.map(({ id }) => id)
}

it.each(Array.from({ length: repetitions(3, 24) }, (_, seed) => seed))(
  'after any requests and failures, every book has its files and the sweep deletes all others (seed %i)',
  async (seed) => {
    const random = mulberry32(seed)
    const pick = <T>(from: T[]): T => from[Math.floor(random() * from.length)] as T
    const session = await signedIn()
    for (let round = 0; round < 4; round++) {
      const { id } = await newBook(session)
      const ids = [id, ...(await idsOf(session.user.id))]
      // Several requests at once, most of them for the same book.
      const work = Array.from({ length: 4 }, async () => {
        const bindings = random() < 0.5 ? pick(faults)() : {}
        const makeRequest = pick(operations)
        const toSend = makeRequest(
          session,
          random() < 0.7 ? id : pick(ids),
          pick(['Emma', 'Dune', 'Persuasion']),
        )
        await fetchWith(bindings, await toSend)
      })
      await Promise.all([...work, maintainIn(0)])
      expect(await objectKeys()).toEqual(expect.arrayContaining(await ownedKeys()))
      // Hours later: no request is in progress any more.
      if (random() < 0.5) await maintainIn(2 + random() * 48)
      expect(await objectKeys()).toEqual(expect.arrayContaining(await ownedKeys()))
    }
    await maintainIn(100)
    expect(await objectKeys()).toEqual(await ownedKeys())
    expect(await env.DB.prepare('select * from unowned_covers').all()).toMatchObject({ results: [] })
    expect(await idsOf(session.user.id)).not.toEqual([])
  },
)
