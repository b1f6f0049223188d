import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atBatch, imagesFailing, meanwhile } from '../books/faults.ts'
import { dataOf, errorOf } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { create, die, heldAt, inProgress, second, slow, startClock, stateOf } from './emma.ts'

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('while the first request is in progress', () => {
  it('a second waits about ten seconds, then gets an error with Retry-After', async () => {
    const session = await signedIn()
    await die(session)
    const { DB, trips } = slow(3 * second)
    const begun = Date.now()
    const response = await create(session, { DB })
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await errorOf(response)).toEqual(inProgress)
    expect([trips(), Date.now() - begun]).toEqual([4, 12 * second])
    expect(await stateOf(session)).toMatchObject({ books: [], keys: [{ outcome: null }] })
  })

  it('a second gets the result of the first at once', async () => {
    const session = await signedIn()
    const first = heldAt(3)
    const running = create(session, { DB: first.DB })
    await first.arrived
    const finish = meanwhile(async () => {
      first.go()
      await running
    })
    const second = await create(session, { DB: atBatch(3, finish) })
    expect([(await running).status, second.status]).toEqual([201, 201])
    expect(await dataOf(second)).toEqual(await dataOf(await running))
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('a second gets the error of the first', async () => {
    const session = await signedIn()
    await newBook(session, { title: 'Emma' })
    const first = heldAt(2)
    const running = create(session, { DB: first.DB })
    await first.arrived
    const finish = meanwhile(async () => {
      first.go()
      await running
    })
    const second = await create(session, { DB: atBatch(2, finish) })
    expect(await errorOf(second)).toEqual([409, 'title_taken'])
    expect(await errorOf(await running)).toEqual([409, 'title_taken'])
  })

  it('a second is carried out when the first fails', async () => {
    const session = await signedIn()
    const first = heldAt(2)
    const running = create(session, { DB: first.DB, IMAGES: imagesFailing(9423) })
    await first.arrived
    const finish = meanwhile(async () => {
      first.go()
      await running
    })
    const second = await create(session, { DB: atBatch(2, finish) })
    expect(await errorOf(await running)).toEqual([503, 'service_unavailable'])
    expect(second.status).toBe(201)
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('another request with the same key does not wait', async () => {
    const session = await signedIn()
    await die(session)
    const { DB, trips } = slow(0)
    const response = await create(session, { DB }, 'Persuasion')
    expect(await errorOf(response)).toEqual([422, 'idempotency_key_reused'])
    expect(trips()).toBe(1)
  })

  it('a second stops waiting when its session ends', async () => {
    const session = await signedIn()
    await die(session)
    const end = () => env.DB.prepare('delete from sessions where user_id = ?').bind(session.user.id).run()
    const response = await create(session, { DB: atBatch(2, meanwhile(end)) })
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
    expect((await stateOf(session)).keys).toMatchObject([{ outcome: null }])
  })
})
