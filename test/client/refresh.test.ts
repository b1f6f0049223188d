import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClient, data, NetworkError } from '../../client/index.ts'
import { origin } from '../support/client.ts'
import { bookForm, signedIn } from '../support/makers.ts'
import { errorResponse, offline, openSignedIn, serve } from './service.ts'

const refresh = 'POST /users/refresh'
const seconds = 1000
const minutes = 60 * seconds

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A signed-in client whose current access token is invalid for the service. */
const openWithInvalidToken = async () => {
  const opened = await openSignedIn()
  let first: string | null = null
  opened.intercept('GET /users', (request) => {
    first ??= request.headers.get('Authorization')
    return request.headers.get('Authorization') === first
      ? errorResponse(401, 'invalid_token')
      : serve(request)
  })
  return opened
}

describe('an access token', () => {
  it('is used until 30 seconds before it expires', async () => {
    const { client, count } = await openSignedIn()
    pass(15 * minutes - 31 * seconds)
    await client.api.users.$get()
    expect(count(refresh)).toBe(0)
    pass(1 * seconds)
    await client.api.users.$get()
    expect(count(refresh)).toBe(1)
    expect(count('GET /users')).toBe(2)
  })

  it('is renewed every hour', async () => {
    const onRefreshToken = vi.fn()
    const { client, user } = await openSignedIn({ onRefreshToken })
    for (let hour = 0; hour < 5; hour++) {
      pass(60 * minutes)
      expect(await data(client.api.users.$get())).toEqual(user)
    }
    expect(new Set(onRefreshToken.mock.calls.flat()).size).toBe(6)
  })

  it('is renewed when the service finds it invalid, and the request is sent again', async () => {
    const { client, count, user } = await openWithInvalidToken()
    expect(await data(client.api.users.$get())).toEqual(user)
    expect(count(refresh)).toBe(1)
    expect(count('GET /users')).toBe(2)
  })

  it('is renewed once for any number of requests', async () => {
    const { client, count } = await openSignedIn()
    pass(20 * minutes)
    await Promise.all(Array.from({ length: 50 }, () => client.api.users.$get()))
    expect(count(refresh)).toBe(1)
    expect(count('GET /users')).toBe(50)
  })

  it('is renewed once for any number of error responses', async () => {
    const { client, count } = await openWithInvalidToken()
    await Promise.all(Array.from({ length: 50 }, () => client.api.users.$get()))
    expect(count(refresh)).toBe(1)
    expect(count('GET /users')).toBe(100)
  })

  it('is not renewed again for an error response that arrives late', async () => {
    const { client, count, intercept, release } = await openSignedIn()
    const late = Promise.withResolvers<Response>()
    intercept('GET /books', () => late.promise)
    const listed = client.api.books.$get({ query: {} })
    pass(20 * minutes)
    await client.api.users.$get()
    release('GET /books')
    late.resolve(errorResponse(401, 'invalid_token'))
    expect((await listed).status).toBe(200)
    expect(count(refresh)).toBe(1)
  })

  it('is not renewed for other errors', async () => {
    const { client, count, intercept } = await openSignedIn()
    intercept('GET /users', () => errorResponse(401, 'invalid_credentials'))
    await expect(client.api.users.$get()).rejects.toMatchObject({ code: 'invalid_credentials' })
    expect(count(refresh)).toBe(0)
  })
})

describe('a request that is sent again', () => {
  it('has its form and its headers', async () => {
    const { client, intercept, release, count } = await openSignedIn()
    intercept('POST /books', () => {
      release('POST /books')
      return errorResponse(401, 'invalid_token')
    })
    const cover_image = (await bookForm()).get('cover_image') as File
    const form = { title: 'Emma', description: '', category: 'romance' as const, cover_image }
    const create = () => client.api.books.$post({ form }, { headers: { 'Idempotency-Key': 'a key' } })
    const book = await data(create())
    expect(count('POST /books')).toBe(2)
    expect(await data(create())).toEqual(book)
  })

  it('ends the session when its token is invalid again', async () => {
    const { client, intercept, count } = await openSignedIn()
    const listener = vi.fn()
    client.subscribe(listener)
    intercept('GET /users', () => errorResponse(401, 'invalid_token'))
    await expect(client.api.users.$get()).rejects.toMatchObject({ status: 401, code: 'invalid_token' })
    expect(count('GET /users')).toBe(2)
    expect(count(refresh)).toBe(1)
    expect(client.user).toBeUndefined()
    expect(listener.mock.calls).toEqual([[undefined]])
  })
})

describe('a refresh', () => {
  it.each([
    ['has no response', offline, { name: 'NetworkError' }],
    ['fails', () => errorResponse(503, 'service_unavailable'), { status: 503 }],
    [
      'is rate limited',
      () => errorResponse(429, 'rate_limited', { 'Retry-After': '60' }),
      { retryAfterSeconds: 60 },
    ],
  ])('that %s leaves the session as it is', async (_, responder, error) => {
    const { client, user, intercept, release, count } = await openSignedIn()
    const listener = vi.fn()
    client.subscribe(listener)
    pass(20 * minutes)
    intercept(refresh, responder)
    await expect(client.api.users.$get()).rejects.toMatchObject(error)
    expect(client.user).toEqual(user)
    expect(count('GET /users')).toBe(0)
    release(refresh)
    expect(await data(client.api.users.$get())).toEqual(user)
    expect(listener).not.toHaveBeenCalled()
  })

  it('that fails rejects all requests that wait for it', async () => {
    const { client, intercept, count } = await openSignedIn()
    pass(20 * minutes)
    intercept(refresh, offline)
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => client.api.users.$get()))
    expect(results).toEqual(results.map(() => ({ status: 'rejected', reason: expect.any(NetworkError) })))
    // The second is the retry of the first.
    expect(count(refresh)).toBe(2)
  })

  it('ends the session when the service has ended it', async () => {
    const onRefreshToken = vi.fn()
    const { client } = await openSignedIn({ onRefreshToken })
    const listener = vi.fn()
    client.subscribe(listener)
    pass(31 * 24 * 60 * minutes)
    await expect(client.api.users.$get()).rejects.toMatchObject({ status: 401, code: 'invalid_token' })
    expect(client.user).toBeUndefined()
    expect(listener.mock.calls).toEqual([[undefined]])
    expect(onRefreshToken).toHaveBeenLastCalledWith(undefined)
  })

  it('continues when the page is closed', async () => {
    const { refresh_token } = await signedIn()
    const fetch = vi.fn<typeof globalThis.fetch>(async (input, init) => serve(new Request(input, init)))
    await createClient({ baseUrl: origin, refreshToken: refresh_token, fetch }).restore()
    expect(fetch.mock.calls).toEqual([
      [`${origin}/users/refresh`, expect.objectContaining({ keepalive: true })],
    ])
  })

  it('is not aborted with the request that started it', async () => {
    const { client, intercept, count } = await openSignedIn()
    const aborter = new AbortController()
    pass(20 * minutes)
    intercept(refresh, (request) => {
      aborter.abort()
      return serve(request)
    })
    const aborted = client.api.users.$get({}, { init: { signal: aborter.signal } })
    const other = client.api.users.$get()
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
    expect((await other).status).toBe(200)
    expect(count(refresh)).toBe(1)
  })
})
