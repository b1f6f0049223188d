import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { maintain } from '../../src/maintenance.ts'
import { atBatch, imagesFailing, lost, meanwhile, overriding, unanswered } from '../books/faults.ts'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { failingAfter } from '../faults.ts'
import { api, dataOf, errorOf, request, type Session } from '../support/client.ts'
import { bookForm, newBook, password, signedIn, signIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

const second = 1000
const day = 24 * 60 * 60 * second
const start = new Date('2026-12-01T12:00:00.250Z')

type Reader = Awaited<ReturnType<typeof signedIn>>

/** Sends a request that adds the book Emma, always with the same key. */
const create = async (as: Session, bindings: Partial<Env> = {}, title = 'Emma') =>
  fetchWith(
    bindings,
    request('POST', '/books', { as, body: await bookForm({ title }), headers: { 'Idempotency-Key': 'key' } }),
  )

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

/** Leaves what a run leaves that has claimed the request and then died. */
const die = async (as: Session) => {
  const { status } = await create(as, { DB: failingAfter(env.DB, 'batch', 1) })
  expect(status).toBe(503)
}

const rowsOf = async (userId: string) =>
  (await env.DB.prepare('select * from idempotency_keys where user_id = ?').bind(userId).all()).results

/** All there is of a user: books, keys, and every file in the bucket. */
const stateOf = async ({ user }: Reader) => ({
  books: (await env.DB.prepare('select * from books where user_id = ?').bind(user.id).all()).results,
  keys: await rowsOf(user.id),
  objects: await objectKeys(),
})

/** D1 that says so when its `nth` batch comes, and then waits until it is let go. */
const heldAt = (nth: number) => {
  const [arrival, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const DB = atBatch(nth, async (run) => {
    arrival.resolve()
    await release.promise
    return run()
  })
  return { DB, arrived: arrival.promise, go: () => release.resolve() }
}

/** D1 in which each batch takes so long, by the clock. */
const slow = (ms: number) => {
  let trips = 0
  const batch: D1Database['batch'] = (statements) => {
    trips++
    pass(ms)
    return env.DB.batch(statements)
  }
  return { DB: overriding(env.DB, { batch }), trips: () => trips }
}

const aMinuteLater = () => env.DB.prepare('update idempotency_keys set claimed_at = claimed_at - 60000').run()

/** Another sends the same request, a minute after. */
const takeOver = async (as: Session) => {
  await aMinuteLater()
  return create(as)
}

const inProgress = [409, 'idempotency_in_progress']

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('while the first is under way', () => {
  it('a second waits some ten seconds, and is told when to come again', async () => {
    const session = await signedIn()
    await die(session)
    const { DB, trips } = slow(3 * second)
    const begun = Date.now()
    const response = await create(session, { DB })
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await errorOf(response)).toEqual(inProgress)
    expect([trips(), Date.now() - begun]).toEqual([4, 12 * second])
    expect(await stateOf(session)).toMatchObject({ books: [], keys: [{ answer: null }] })
  })

  it('a second gets its answer as soon as there is one', async () => {
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

  it('a second gets its errorOf as well', async () => {
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

  it('a second carries it out when the first fails', async () => {
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

  it('another request with its key need not wait', async () => {
    const session = await signedIn()
    await die(session)
    const { DB, trips } = slow(0)
    const response = await create(session, { DB }, 'Persuasion')
    expect(await errorOf(response)).toEqual([422, 'idempotency_key_reused'])
    expect(trips()).toBe(1)
  })

  it('one whose session ends stops waiting', async () => {
    const session = await signedIn()
    await die(session)
    const end = () => env.DB.prepare('delete from sessions where user_id = ?').bind(session.user.id).run()
    const response = await create(session, { DB: atBatch(2, meanwhile(end)) })
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
    expect((await stateOf(session)).keys).toMatchObject([{ answer: null }])
  })
})

describe('a run that has died', () => {
  it.each([0, 30 * second, 60 * second - 1])('holds its key after %i ms', async (ms) => {
    const session = await signedIn()
    await die(session)
    pass(ms)
    expect(await errorOf(await create(session, slow(6 * second)))).toEqual(inProgress)
    expect((await stateOf(session)).books).toEqual([])
  })

  it.each([60 * second, 5 * 60 * second])('is taken over after %i ms', async (ms) => {
    const session = await signedIn()
    const before = await objectKeys()
    await die(session)
    pass(ms)
    const book = await dataOf(await create(session))
    expect(book.title).toBe('Emma')
    expect(await dataOf(await create(session))).toEqual(book)
    const { books, keys, objects } = await stateOf(session)
    expect([books.length, keys.length]).toEqual([1, 1])
    expect(objects).toEqual([...before, ...filesOf(book)].sort())
  })

  it('is taken over by one of twenty', async () => {
    const session = await signedIn()
    await die(session)
    pass(60 * second)
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(session)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    const ids = await Promise.all(answers.map(async (answer) => (await dataOf(answer)).id))
    expect(new Set(ids).size).toBe(1)
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('does not give its key to another request', async () => {
    const session = await signedIn()
    await die(session)
    pass(60 * second)
    const response = await create(session, {}, 'Persuasion')
    expect(await errorOf(response)).toEqual([422, 'idempotency_key_reused'])
    expect((await create(session)).status).toBe(201)
  })

  it('may have died again after its take-over', async () => {
    const session = await signedIn()
    await die(session)
    pass(60 * second)
    await die(session)
    pass(60 * second - 1)
    expect(await errorOf(await create(session, slow(6 * second)))).toEqual(inProgress)
    pass(60 * second)
    expect((await create(session)).status).toBe(201)
  })

  it('is one whose claim D1 could not confirm', async () => {
    const session = await signedIn()
    expect((await create(session, { DB: atBatch(1, unanswered) })).status).toBe(503)
    pass(60 * second)
    expect((await create(session)).status).toBe(201)
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('is none that has an answer, however long ago', async () => {
    const session = await signedIn()
    const book = await dataOf(await create(session))
    pass(10 * 60 * second)
    const keys = await rowsOf(session.user.id)
    expect(await dataOf(await create(session))).toEqual(book)
    expect(await rowsOf(session.user.id)).toEqual(keys)
  })
})

describe('a run that comes back after its take-over changes nothing', () => {
  it.each([
    ['before it looks', 2, 409],
    ['before it inserts', 3, 503],
  ])('%s, when the other is done', async (_, nth, status) => {
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

  it('and takes its own files away', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    let files: string[] = []
    const other = async () => {
      files = filesOf(await dataOf(await takeOver(session)))
    }
    const response = await create(session, { DB: atBatch(3, meanwhile(other)) })
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    expect(files).toHaveLength(2)
    expect(await objectKeys()).toEqual([...before, ...files].sort())
  })

  it('while the other is under way', async () => {
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
    expect(await stateOf(session)).toMatchObject({ books: [], keys: [{ answer: null }] })
    second.go()
    expect((await running)?.status).toBe(201)
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('to fail: the key stays the other’s', async () => {
    const session = await signedIn()
    let book: unknown
    const other = async () => {
      book = await dataOf(await takeOver(session))
    }
    const bindings = { DB: atBatch(3, meanwhile(other)), IMAGES: imagesFailing(9423) }
    expect((await create(session, bindings)).status).toBe(503)
    expect(await dataOf(await create(session))).toEqual(book)
  })

  it('to refuse: the answer stays the other’s', async () => {
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

  it('after the key was forgotten and used for another request', async () => {
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

describe('an answer is remembered only of what was done', () => {
  /** D1 in which something happens before the book goes in, and something else instead of what comes after that. */
  const around = (
    before: () => Promise<unknown>,
    after: (run: () => Promise<D1Result[]>) => Promise<D1Result[]>,
  ) => {
    let trips = 0
    const batch = async (statements: D1PreparedStatement[]) => {
      const run = () => env.DB.batch(statements)
      if (++trips === 3) await before()
      return trips > 3 ? after(run) : run()
    }
    return overriding(env.DB, { batch: batch as D1Database['batch'] })
  }

  it('when the session ends before the book goes in, and the run then dies', async () => {
    const session = await signedIn()
    const end = () => env.DB.prepare('delete from sessions where user_id = ?').bind(session.user.id).run()
    expect((await create(session, { DB: around(end, lost) })).ok).toBe(false)
    pass(60 * second)
    const again = await create(await signIn(session.user))
    expect(again.status).toBe(201)
    const { id } = await dataOf(again)
    expect((await stateOf(session)).books).toMatchObject([{ id }])
  })

  it('when the sweep has come for the files: who waits is not told of a book that is not there', async () => {
    const session = await signedIn()
    const sweep = () => env.DB.prepare('delete from unowned_covers').run()
    let seen: unknown
    const DB = around(sweep, async (run) => {
      seen = await stateOf(session)
      return run()
    })
    expect(await errorOf(await create(session, { DB }))).toEqual([503, 'service_unavailable'])
    expect(seen).toMatchObject({ books: [], keys: [{ answer: null }] })
    expect((await create(session)).status).toBe(201)
  })
})

describe('a key is forgotten', () => {
  it('24 hours after, and not before', async () => {
    const session = await signedIn()
    const book = await dataOf(await create(session))
    pass(day - 1)
    expect(await dataOf(await create(await signIn(session.user)))).toEqual(book)
    pass(1)
    expect((await create(await signIn(session.user), {}, 'Persuasion')).status).toBe(201)
    const { books, keys } = await stateOf(session)
    expect([books.length, keys.length]).toEqual([2, 1])
  })

  it('with its errorOf', async () => {
    const session = await signedIn()
    const { id } = await newBook(session, { title: 'Emma' })
    expect((await create(session)).status).toBe(409)
    await api.delete(`/books/${id}`, { as: session })
    pass(day)
    expect((await create(await signIn(session.user))).status).toBe(201)
  })

  it('so that the request is a new one, which may find its title taken', async () => {
    const session = await signedIn()
    await create(session)
    pass(day)
    const response = await create(await signIn(session.user))
    expect(await errorOf(response)).toEqual([409, 'title_taken'])
    expect((await stateOf(session)).books).toHaveLength(1)
  })

  it('by one of twenty requests that come then', async () => {
    const session = await signedIn()
    await create(session)
    pass(day)
    const as = await signIn(session.user)
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(as, {}, 'Persuasion')))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    expect((await stateOf(session)).books).toHaveLength(2)
  })

  it('by what runs from time to time, and not before it is over', async () => {
    const [answered, dead] = [await signedIn(), await signedIn()]
    await Promise.all([create(answered), die(dead)])
    const rows = async () => [...(await rowsOf(answered.user.id)), ...(await rowsOf(dead.user.id))]
    const run = (at: number) => maintain(openDatabase(env.DB), env.COVERS, new Date(at))
    await run(start.getTime() + day - 1)
    expect(await rows()).toHaveLength(2)
    await run(start.getTime() + day)
    expect(await rows()).toEqual([])
  })

  it('a thousand at a time', async () => {
    const { user } = await signedIn()
    await env.DB.prepare('delete from idempotency_keys').run()
    await env.DB.prepare(
      "insert into idempotency_keys select ?1, 'POST /books', value, '', '', 0, null, 1 from json_each(?2)",
    )
      .bind(user.id, JSON.stringify([...Array(1001).keys()]))
      .run()
    const run = () => maintain(openDatabase(env.DB), env.COVERS, new Date())
    await run()
    expect(await rowsOf(user.id)).toHaveLength(1)
    await run()
    expect(await rowsOf(user.id)).toEqual([])
  })

  it.each([
    ['an answer', create],
    ['a run that has died', die],
  ])('with its user: %s', async (_, leave) => {
    const [session, other] = [await signedIn(), await signedIn()]
    await Promise.all([create(other), leave(session)])
    expect(await rowsOf(session.user.id)).toHaveLength(1)
    const toSend = request('DELETE', '/users?purge=true', { as: session, body: { password } })
    expect((await fetchWith({}, toSend)).status).toBe(204)
    expect(await rowsOf(session.user.id)).toEqual([])
    expect(await rowsOf(other.user.id)).toHaveLength(1)
  })

  it('with a user who is erased while the book goes in', async () => {
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

it('what is stored names neither the file nor the fields, but for the answer', async () => {
  const session = await signedIn()
  await die(session)
  const [row] = await rowsOf(session.user.id)
  expect(row).toMatchObject({ route: 'POST /books', key: 'key', answer: null, claimed_at: start.getTime() })
  expect(row?.fingerprint).toMatch(/^[\w+/]{43}=$/)
  expect(JSON.stringify(row)).not.toContain('Emma')
  expect(Number(row?.expires_at)).toBe(start.getTime() + day)
})
