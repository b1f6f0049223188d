import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, dataOf, errorOf, origin, request, type Session } from '../support/client.ts'
import { newUser, signedIn, signIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

const cleared = [
  '__Host-refresh=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict',
  '__Host-signed-in=; Max-Age=0; Path=/; Secure; SameSite=Strict',
]

const minute = 60 * 1000
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

const byBearer = (as: Session) => api.post('/users/logout', { as })

const byBody = ({ refresh_token }: Session) => api.post('/users/logout', { body: { refresh_token } })

const byCookie = ({ refresh_token }: Session) =>
  api.post('/users/logout', { headers: { Cookie: `__Host-refresh=${refresh_token}`, Origin: origin } })

const refresh = ({ refresh_token }: Session) => api.post('/users/refresh', { body: { refresh_token } })

const ways: [string, (session: Session) => Promise<Response>][] = [
  ['the bearer token', byBearer],
  ['the refresh token in the body', byBody],
  ['the cookie', byCookie],
]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('POST /users/logout', () => {
  it.each(ways)('ends the session of %s, and clears the cookie', async (_, logout) => {
    const session = await signedIn()
    const response = await logout(session)
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(response.headers.getSetCookie()).toEqual(cleared)
    expect(await errorOf(await api.get('/users', { as: session }))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await refresh(session))).toEqual([401, 'invalid_token'])
  })

  it.each(ways)('ends no other session than that of %s', async (_, logout) => {
    const here = await signedIn()
    const others = [await signIn(here.user), await signedIn()]
    expect((await logout(here)).status).toBe(204)
    for (const other of others) {
      expect((await api.get('/users', { as: other })).status).toBe(200)
      expect((await refresh(other)).status).toBe(200)
    }
  })

  it.each(ways)('succeeds again for %s, after the session has ended', async (_, logout) => {
    const session = await signedIn()
    for (let i = 0; i < 3; i++) {
      const response = await logout(session)
      expect([response.status, response.headers.getSetCookie()]).toEqual([204, cleared])
    }
  })

  it.each([14, 15, 16, 60, 24 * 60])('accepts an access token that is %d minutes old', async (minutes) => {
    const session = await signedIn()
    pass(minutes * minute)
    expect((await byBearer(session)).status).toBe(204)
    expect(await errorOf(await refresh(session))).toEqual([401, 'invalid_token'])
  })

  it('accepts an access token before its nbf, because clocks differ', async () => {
    const session = await signedIn()
    pass(-60_000)
    expect((await byBearer(session)).status).toBe(204)
    expect(await errorOf(await refresh(session))).toEqual([401, 'invalid_token'])
  })

  it.each([
    ['in the body', byBody],
    ['in the cookie', byCookie],
  ])('accepts a refresh token that was rotated: %s', async (_, logout) => {
    const first = await signedIn()
    const second: Session = await dataOf(await refresh(first))
    pass(minute)
    expect((await logout(first)).status).toBe(204)
    expect(await errorOf(await refresh(second))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await api.get('/users', { as: second }))).toEqual([401, 'invalid_token'])
  })

  it('ends the session of every token in the request', async () => {
    const user = await newUser()
    const [a, b, c] = await Promise.all([signIn(user), signIn(user), signIn(user)])
    const response = await api.post('/users/logout', {
      as: a,
      body: { refresh_token: b.refresh_token },
      headers: { Cookie: `__Host-refresh=${c.refresh_token}`, Origin: origin },
    })
    expect(response.status).toBe(204)
    for (const session of [a, b, c])
      expect(await errorOf(await api.get('/users', { as: session }))).toEqual([401, 'invalid_token'])
  })

  it('accepts a bearer token from a script of a configured origin', async () => {
    const session = await signedIn()
    const headers = { Origin: 'https://app.example' }
    const bindings = { CORS_ORIGINS: headers.Origin }
    const response = await fetchWith(bindings, request('POST', '/users/logout', { as: session, headers }))
    expect(response.status).toBe(204)
    expect(await errorOf(await refresh(session))).toEqual([401, 'invalid_token'])
  })
})

describe('POST /users/logout rejects', () => {
  it.each([
    ['a request without a token', {}],
    ['an empty object', { body: {} }],
    ['an origin alone', { headers: { Origin: origin } }],
  ])('%s', async (_, options) => {
    expect(await errorOf(await api.post('/users/logout', options))).toEqual([401, 'missing_token'])
  })

  it.each<[string, Parameters<typeof api.post>[1]]>([
    ['bearer', { headers: { Authorization: 'Bearer nonsense' } }],
    ['authorization', { headers: { Authorization: 'nonsense' } }],
    ['basic credentials', { headers: { Authorization: 'Basic YTpi' } }],
    ['refresh token', { body: { refresh_token: 'nonsense' } }],
    ['cookie', { headers: { Cookie: '__Host-refresh=nonsense', Origin: origin } }],
  ])('a senseless %s, and clears the cookie', async (_, options) => {
    const response = await api.post('/users/logout', options)
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
    expect(response.headers.getSetCookie()).toEqual(cleared)
  })

  it.each([
    ['an unknown field', { token: 'x' }],
    ['a token that is not text', { refresh_token: 7 }],
  ])('%s', async (_, body) => {
    expect(await errorOf(await api.post('/users/logout', { body }))).toEqual([400, 'invalid_input'])
  })

  it.each([
    ['a refresh token as bearer', ({ refresh_token: token }: Session) => `Bearer ${token}`],
    [
      'an access token with another signature',
      ({ access_token: token }: Session) => `Bearer ${forged(token)}`,
    ],
  ])('%s, and ends nothing', async (_, authorization) => {
    const session = await signedIn()
    const headers = { Authorization: authorization(session) }
    expect(await errorOf(await api.post('/users/logout', { headers }))).toEqual([401, 'invalid_token'])
    expect((await api.get('/users', { as: session })).status).toBe(200)
  })
})

/** The same claims with a senseless signature. */
const forged = (token: string) => token.slice(0, token.lastIndexOf('.') + 1) + 'A'.repeat(86)
