import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atBatch, imagesFailing, meanwhile } from '../books/faults.ts'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { api, dataOf, errorOf } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { aMinuteLater, create, heldAt, startClock, stateOf, takeOver } from './emma.ts'

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('a request that continues after another took over its claim changes nothing', () => {
  it.each([
    ['before it reads', 2, 409],
    ['before it inserts', 3, 503],
  ])('%s, when the other has finished', async (_, nth, status) => {
    const session = await signedIn()
    let state: unknown
    let book: unknown
    const other = async () => {
      book = await dataOf(await takeOver(session))
      state = await stateOf(session)
    }
    expect((await create(session, { DB: atBatch(nth, meanwhile(other)) })).status).toBe(status)
    if (nth === 2) expect(await stateOf(session)).toEqual(state)
    expect((await stateOf(session)).books).toHaveLength(1)
    expect(await dataOf(await create(session))).toEqual(book)
  })

  it('and deletes its own files', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    let files: string[] = []
    const other = async () => {
      files = filesOf(await dataOf(await takeOver(session)))
    }
    const response = await create(session, { DB: atBatch(3, meanwhile(other)) })
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    expect(files).toHaveLength(3)
    expect(await objectKeys()).toEqual([...before, ...files].sort())
  })

  it('while the other is in progress', async () => {
    const session = await signedIn()
    const second = heldAt(3)
    let running: Promise<Response> | undefined
    const other = async () => {
      await aMinuteLater()
      running = create(session, { DB: second.DB })
      await second.arrived
    }
    const late = await create(session, { DB: atBatch(3, meanwhile(other)) })
    expect(await errorOf(late)).toEqual([503, 'service_unavailable'])
    expect(await stateOf(session)).toMatchObject({ books: [], keys: [{ outcome: null }] })
    second.go()
    expect((await running)?.status).toBe(201)
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('when it fails: the other keeps the key', async () => {
    const session = await signedIn()
    let book: unknown
    const other = async () => {
      book = await dataOf(await takeOver(session))
    }
    const bindings = { DB: atBatch(3, meanwhile(other)), IMAGES: imagesFailing(9423) }
    expect((await create(session, bindings)).status).toBe(503)
    expect(await dataOf(await create(session))).toEqual(book)
  })

  it('when it gets an error of its own: the outcome of the other stays', async () => {
    const session = await signedIn()
    const { id } = await newBook(session, { title: 'Emma' })
    let book: unknown
    const other = async () => {
      await api.delete(`/books/${id}`, { as: session })
      book = await dataOf(await takeOver(session))
    }
    const late = await create(session, { DB: atBatch(3, meanwhile(other)) })
    expect(await errorOf(late)).toEqual([409, 'title_taken'])
    expect(await dataOf(await create(session))).toEqual(book)
  })

  it('after the key has expired and was used for another request', async () => {
    const session = await signedIn()
    const other = async () => {
      await env.DB.prepare('update idempotency_keys set expires_at = 0').run()
      expect((await create(session, {}, 'Persuasion')).status).toBe(201)
    }
    expect((await create(session, { DB: atBatch(3, meanwhile(other)) })).status).toBe(503)
    const { books } = await stateOf(session)
    expect(books.map(({ title }) => title)).toEqual(['Persuasion'])
    expect((await create(session, {}, 'Persuasion')).status).toBe(201)
  })
})
