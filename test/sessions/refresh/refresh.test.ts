import { env } from 'cloudflare:workers'
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, dataOf, errorOf, type Session } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { asSession } from '../../support/session.ts'
import { countingDatabase, failing, fetchWith } from '../../support/worker.ts'
import {
  ask,
  counterOf,
  day,
  hour,
  pass,
  refresh,
  refreshed,
  refreshRequest,
  startClock,
} from './refreshing.ts'

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('POST /users/refresh', () => {
  it('responds with new tokens of the same session', async () => {
    const { user, ...first } = await signedIn()
    pass(1000)
    const response = await refresh(first.refresh_token)
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Set-Cookie')).toBeNull()
    const second = await dataOf(response)
    expect(second).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      refresh_token: expect.stringMatching(/^[\w-]{32,256}$/),
      refresh_expires_in: 2_592_000,
      user,
    })
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(decodeJwt(second.access_token)).toMatchObject({ sid: decodeJwt(first.access_token).sid })
    expect((await ask(second)).status).toBe(200)
  })

  it('gives 50 parallel requests with one token the same new token, and rotates once', async () => {
    const first = await signedIn()
    const responses = await Promise.all(Array.from({ length: 50 }, () => refresh(first.refresh_token)))
    expect(responses.map(({ status }) => status)).toEqual(Array(50).fill(200))
    const all: Session[] = await Promise.all(responses.map(dataOf))
    const [successor] = all
    expect(new Set(all.map((tokens) => tokens.refresh_token)).size).toBe(1)
    expect(await counterOf(first)).toBe(1)
    for (const tokens of all) expect((await ask(tokens)).status).toBe(200)
    expect((await refresh(successor?.refresh_token)).status).toBe(200)
  })

  it('accepts a body in chunks, whose length is unknown', async () => {
    const { refresh_token } = await signedIn()
    const bytes = new TextEncoder().encode(JSON.stringify({ refresh_token }))
    const body = new Blob([bytes.slice(0, 9), bytes.slice(9)]).stream()
    const headers = { 'Content-Type': 'application/json' }
    expect((await api.post('/users/refresh', { body, headers })).status).toBe(200)
  })
})

describe('the end of a session', () => {
  it.each([
    [30 * day - 1, 200],
    [30 * day, 401],
    [31 * day, 401],
  ])('comes when it is unused for 30 days: after %d ms, %d', async (ms, status) => {
    const first = await signedIn()
    pass(ms)
    expect((await refresh(first.refresh_token)).status).toBe(status)
  })

  it('moves with each refresh, but comes 90 days after sign-in', async () => {
    let session: Session & { refresh_expires_in?: number } = await signedIn()
    const left: unknown[] = []
    for (const ms of [29 * day, 29 * day, 29 * day, 3 * day - 1000]) {
      pass(ms)
      session = await refreshed(session)
      left.push(session.refresh_expires_in)
    }
    expect(left).toEqual([2_592_000, 2_592_000, 3 * 86_400, 1])
    expect((await ask(session)).status).toBe(200)
    pass(1000)
    expect(await errorOf(await refresh(session.refresh_token))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await ask(session))).toEqual([401, 'invalid_token'])
  })
})

describe('POST /users/refresh and D1', () => {
  it('take one round trip: to rotate, within the grace period, on reuse, and for an ended session', async () => {
    const first = await signedIn()
    const { DB, trips } = countingDatabase()
    const statusAfter = async (ms: number) => {
      pass(ms)
      return (await fetchWith({ DB }, refreshRequest(first.refresh_token))).status
    }
    expect([await statusAfter(0), trips()]).toEqual([200, 1])
    expect([await statusAfter(5_000), trips()]).toEqual([200, 2])
    expect([await statusAfter(5_001), trips()]).toEqual([401, 3])
    expect([await statusAfter(0), trips()]).toEqual([401, 4])
  })

  it('lead to a 503 when D1 fails, and the token stays valid', async () => {
    const first = await signedIn()
    const response = await fetchWith({ DB: failing(env.DB, ['batch']) }, refreshRequest(first.refresh_token))
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    expect(await counterOf(first)).toBe(0)
    pass(hour)
    await refreshed(first)
  })

  it('give the new token after a 503 whose rotation D1 committed', async () => {
    const first = await signedIn()
    const batch: D1Database['batch'] = async (statements) => {
      await env.DB.batch(statements)
      throw new Error('the response was lost')
    }
    const get = (target: D1Database, name: string | symbol) =>
      name === 'batch' ? batch : Reflect.get(target, name).bind(target)
    const DB = new Proxy(env.DB, asSession(get))
    expect((await fetchWith({ DB }, refreshRequest(first.refresh_token))).status).toBe(503)
    expect(await counterOf(first)).toBe(1)
    expect((await ask(await refreshed(first))).status).toBe(200)
  })
})
