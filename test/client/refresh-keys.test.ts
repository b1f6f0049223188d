import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { data, type RefreshKeyStore } from '../../client/index.ts'
import { keysInMemory } from '../../client/refresh-keys.ts'
import { signedIn } from '../support/makers.ts'
import { errorResponse, offline, open, openSignedIn, serve } from './service.ts'

const refresh = 'POST /users/refresh'
const hour = 60 * 60_000

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

/** The service carries the request out, but its response is lost. */
const loseResponse = async (request: Request) => {
  await serve(request)
  return offline(request)
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

it('a refresh whose response was lost is sent again with the same key', async () => {
  const { client, user, intercept } = await openSignedIn()
  const keys: (string | null)[] = []
  pass(hour)
  intercept(refresh, async (request) => {
    keys.push(request.headers.get('Idempotency-Key'))
    return keys.length === 1 ? loseResponse(request) : serve(request)
  })
  expect(await data(client.api.users.$get())).toEqual(user)
  expect(keys).toEqual([expect.stringMatching(/^[\w-]{22}$/), keys[0]])
})

it('a response that broke off is lost as well', async () => {
  const { client, user, intercept, release } = await openSignedIn()
  pass(hour)
  intercept(refresh, async (request) => {
    release(refresh)
    const response = await serve(request)
    return new Response((await response.text()).slice(0, 50), response)
  })
  expect(await data(client.api.users.$get())).toEqual(user)
})

it('each refresh has a new key', async () => {
  const { client, intercept } = await openSignedIn()
  const keys = new Set<string | null>()
  intercept(refresh, (request) => {
    keys.add(request.headers.get('Idempotency-Key'))
    return serve(request)
  })
  for (let round = 0; round < 3; round++) {
    pass(hour)
    await client.api.users.$get()
  }
  expect(keys.size).toBe(3)
})

it.each([
  ['no response came', loseResponse],
  [
    'the service did not know the outcome',
    async (request: Request) => {
      await serve(request)
      return errorResponse(503, 'service_unavailable')
    },
  ],
])('the session continues a day after %s', async (_, responder) => {
  const { client, user, intercept, release } = await openSignedIn()
  pass(hour)
  intercept(refresh, responder)
  await expect(client.api.users.$get()).rejects.toThrow()
  pass(24 * hour)
  release(refresh)
  expect(await data(client.api.users.$get())).toEqual(user)
})

it('a kept key continues a session after a restart, and is then forgotten', async () => {
  const { user, refresh_token } = await signedIn()
  const kept: RefreshKeyStore = keysInMemory()
  const options = { refreshToken: refresh_token, refreshKeys: kept }
  const before = open(options)
  before.intercept(refresh, loseResponse)
  await expect(before.client.restore()).rejects.toThrow()
  pass(hour)
  expect(await open(options).client.restore()).toEqual(user)
  expect(await kept.keep('another')).toBe('another')
})

it('a restart without the key looks like theft', async () => {
  const { refresh_token } = await signedIn()
  const before = open({ refreshToken: refresh_token })
  before.intercept(refresh, loseResponse)
  await expect(before.client.restore()).rejects.toThrow()
  pass(hour)
  expect(await open({ refreshToken: refresh_token }).client.restore()).toBeUndefined()
})

it('a sign-out and a sign-in forget the key', async () => {
  const kept = keysInMemory()
  const { client } = await openSignedIn({ refreshKeys: kept })
  await kept.keep('of a lost refresh')
  await client.signOut()
  expect(await kept.keep('of the next reader')).toBe('of the next reader')
})
