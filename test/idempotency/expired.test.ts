import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { maintain } from '../../src/maintenance.ts'
import { atBatch, meanwhile } from '../books/faults.ts'
import { api, dataOf, errorOf, request } from '../support/client.ts'
import { newBook, password, signedIn, signIn } from '../support/makers.ts'
import { steppingClock } from '../support/run-maintenance.ts'
import { fetchWith } from '../support/worker.ts'
import { create, day, die, pass, rowsOf, startClock, stateOf } from './emma.ts'

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('a key expires', () => {
  it('after 24 hours, and not before', async () => {
    const session = await signedIn()
    const book = await dataOf(await create(session))
    pass(day - 1)
    expect(await dataOf(await create(await signIn(session.user)))).toEqual(book)
    pass(1)
    expect((await create(await signIn(session.user), {}, 'Persuasion')).status).toBe(201)
    const { books, keys } = await stateOf(session)
    expect([books.length, keys.length]).toEqual([2, 1])
  })

  it('with its error', async () => {
    const session = await signedIn()
    const { id } = await newBook(session, { title: 'Emma' })
    expect((await create(session)).status).toBe(409)
    await api.delete(`/books/${id}`, { as: session })
    pass(day)
    expect((await create(await signIn(session.user))).status).toBe(201)
  })

  it('so that the same request is a new one, which may find its title taken', async () => {
    const session = await signedIn()
    await create(session)
    pass(day)
    const response = await create(await signIn(session.user))
    expect(await errorOf(response)).toEqual([409, 'title_taken'])
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('for one of twenty requests that come at once', async () => {
    const session = await signedIn()
    await create(session)
    pass(day)
    const as = await signIn(session.user)
    const responses = await Promise.all(Array.from({ length: 20 }, () => create(as, {}, 'Persuasion')))
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(201))
    expect((await stateOf(session)).books).toHaveLength(2)
  })

  it('and is deleted by the maintenance, not earlier', async () => {
    const begin = Date.now()
    const [finished, dead] = [await signedIn(), await signedIn()]
    await Promise.all([create(finished), die(dead)])
    const rows = async () => [...(await rowsOf(finished.user.id)), ...(await rowsOf(dead.user.id))]
    const run = (at: number) => maintain(openDatabase(env.DB), env.COVERS, new Date(at))
    await run(begin + day - 1)
    expect(await rows()).toHaveLength(2)
    await run(begin + day)
    expect(await rows()).toEqual([])
  })

  it('and is deleted, a thousand keys at a time', async () => {
    const { user } = await signedIn()
    await env.DB.prepare('delete from idempotency_keys').run()
    await env.DB.prepare(
      "insert into idempotency_keys select ?1, 'POST /books', value, '', '', 0, null, 1 from json_each(?2)",
    )
      .bind(user.id, JSON.stringify([...Array(1001).keys()]))
      .run()
    const run = () => maintain(openDatabase(env.DB), env.COVERS, new Date(), { clock: steppingClock() })
    await run()
    expect(await rowsOf(user.id)).toHaveLength(1)
    await run()
    expect(await rowsOf(user.id)).toEqual([])
  })

  it.each([
    ['an outcome', create],
    ['a claim', die],
  ])('when its user is erased: %s', async (_, leave) => {
    const [session, other] = [await signedIn(), await signedIn()]
    await Promise.all([create(other), leave(session)])
    expect(await rowsOf(session.user.id)).toHaveLength(1)
    const toSend = request('DELETE', '/users?purge=true', { as: session, body: { password } })
    expect((await fetchWith({}, toSend)).status).toBe(204)
    expect(await rowsOf(session.user.id)).toEqual([])
    expect(await rowsOf(other.user.id)).toHaveLength(1)
  })

  it('when its user is erased while the book is inserted', async () => {
    const session = await signedIn()
    const erase = async () => {
      const toSend = request('DELETE', '/users?purge=true', { as: session, body: { password } })
      expect((await fetchWith({}, toSend)).status).toBe(204)
    }
    const response = await create(session, { DB: atBatch(3, meanwhile(erase)) })
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
    expect(await stateOf(session)).toMatchObject({ books: [], keys: [] })
  })
})
