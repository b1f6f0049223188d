import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import {
  attempt,
  codesOf,
  countForEmail,
  day,
  emailKey,
  free,
  lockOut,
  pass,
  retryAfter,
  second,
  wrong,
} from '../../auth/throttle/attempts.ts'
import { api, dataOf, errorOf, request } from '../../support/client.ts'
import { newUser, password, signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { fetchWith } from '../../support/worker.ts'

let hashing: MockInstance<SubtleCrypto['deriveBits']>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
  hashing = vi.spyOn(crypto.subtle, 'deriveBits')
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('attempts at a password', () => {
  it('are limited after the free ones, and the response tells the wait', async () => {
    const user = await newUser()
    expect(await codesOf(free, () => attempt(user))).toEqual(wrong(free))
    const response = await attempt(user)
    expect(retryAfter(response)).toBe(30)
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
    pass(29 * second)
    const early = await attempt(user)
    expect([early.status, retryAfter(early)]).toEqual([429, 1])
    pass(1 * second)
    expect(await codesOf(2, () => attempt(user))).toEqual(['invalid_credentials', 'rate_limited'])
  })

  it('never get a Retry-After that is shorter than the wait', async () => {
    const user = await newUser()
    await countForEmail(user)
    for (const [ms, seconds] of [
      [1, 30],
      [998, 30],
      [2, 29],
      [28_000, 1],
      [998, 1],
    ] as const) {
      pass(ms)
      const response = await attempt(user)
      expect([response.status, retryAfter(response)]).toEqual([429, seconds])
    }
    pass(1)
    expect((await attempt(user)).status).toBe(401)
  })

  it.each([
    [free, 30],
    [free + 1, 60],
    [free + 2, 120],
    [free + 6, 1920],
    [free + 7, 3840],
    [free + 8, 3840],
    [99, 3840],
    [100, 86_400],
    [101, 86_400],
  ])('wait twice as long each time, and a day from the hundredth on: attempt %i, %i s', async (n, wait) => {
    const user = await newUser()
    await countForEmail(user, 1)
    const key = await emailKey(user.email)
    await env.DB.prepare('update guesses set count = ? where key = ?')
      .bind(n - 1, key)
      .run()
    expect((await attempt(user)).status).toBe(401)
    pass(wait * second - 1)
    const early = await attempt(user)
    expect([early.status, retryAfter(early)]).toEqual([429, 1])
    pass(1)
    expect((await attempt(user)).status).toBe(401)
  })

  it('do not wait longer because of attempts that were rejected', async () => {
    const user = await newUser()
    await lockOut(user)
    expect(await codesOf(20, () => attempt(user))).toEqual(Array(20).fill('rate_limited'))
    pass(30 * second)
    expect((await attempt(user)).status).toBe(401)
  })

  it('are no more when many come at once, and the open session stays live', async () => {
    const owner = await signedIn()
    const before = hashing.mock.calls.length
    const many = repetitions(50, 1000)
    const responses = await Promise.all(Array.from({ length: many }, () => attempt(owner.user)))
    const statuses = responses.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([...Array(free).fill(401), ...Array(many - free).fill(429)])
    expect(hashing.mock.calls.length - before).toBe(free)
    expect((await api.get('/users', { as: owner })).status).toBe(200)
    const { refresh_token } = owner
    expect((await api.post('/users/refresh', { body: { refresh_token } })).status).toBe(200)
  })

  it('are counted together for an email in any case, and over Basic', async () => {
    const { email } = await newUser()
    const headers = { Authorization: `Basic ${btoa(`${email}:a wrong password`)}` }
    await countForEmail({ email }, free - 4)
    expect(await codesOf(2, () => attempt({ email: email.toUpperCase() }))).toEqual(wrong(2))
    expect(await codesOf(2, () => api.post('/users/login', { headers }))).toEqual(wrong(2))
    expect((await attempt({ email })).status).toBe(429)
    expect((await api.post('/users/login', { headers })).status).toBe(429)
  })

  it('do not reveal whether the email is registered', async () => {
    const known = await newUser()
    const unknown = { email: `unknown-${crypto.randomUUID()}@example.com` }
    const seen = async (user: { email: string }) => {
      const response = await attempt(user)
      const headers = Object.fromEntries(response.headers)
      return {
        status: response.status,
        headers: { ...headers, 'x-request-id': '', 'x-d1-bookmark': '' },
        body: await response.json(),
      }
    }
    expect(await seen(unknown)).toEqual(await seen(known))
    await Promise.all([known, unknown].map((user) => countForEmail(user, free - 2)))
    for (const wait of [0, 0, 0, 29 * second, 1 * second, 0, 60 * second, 0]) {
      pass(wait)
      expect(await seen(unknown)).toEqual(await seen(known))
    }
  })

  it('do not reveal the right password during the wait; after it the right one resets the count', async () => {
    const user = await newUser()
    await lockOut(user)
    expect(await errorOf(await attempt(user, { secret: password }))).toEqual([429, 'rate_limited'])
    pass(30 * second)
    expect((await attempt(user, { secret: password })).status).toBe(200)
    expect(await codesOf(1, () => attempt(user))).toEqual(wrong(1))
    await countForEmail(user, free - 1)
    expect((await attempt(user)).status).toBe(429)
  })

  it.each([
    [day - 1, [...wrong(1), 'rate_limited']],
    [day, wrong(2)],
  ])('are forgotten after a day: all but one, %d ms, two more', async (ms, codes) => {
    const user = await newUser()
    await countForEmail(user, free - 1)
    pass(ms)
    expect(await codesOf(2, () => attempt(user))).toEqual(codes)
  })

  it('are counted without personal data', async () => {
    const { user, ...session } = await signedIn()
    await attempt(user)
    await attempt(user, { fields: { refresh_token: session.refresh_token } })
    const { results } = await env.DB.prepare('select * from guesses').all<{ key: string }>()
    expect(results.length).toBeGreaterThanOrEqual(2)
    for (const { key } of results) expect(key).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(results)).not.toContain(user.email)
  })

  it('are free as many times as the setting says', async () => {
    const { email } = await newUser()
    const body = { email, password: 'a wrong password' }
    const ask = () => fetchWith({ FREE_GUESSES: '3' }, request('POST', '/users/login', { body }))
    expect(await codesOf(4, ask)).toEqual([...wrong(3), 'rate_limited'])
  })

  it('cost no hash when they are rejected', async () => {
    const user = await newUser()
    await lockOut(user)
    const before = hashing.mock.calls.length
    await codesOf(10, () => attempt(user, { secret: password }))
    expect(hashing.mock.calls.length).toBe(before)
    expect(await dataOf(await attempt(user))).toBeNull()
  })
})
