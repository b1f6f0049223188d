import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, errorOf } from '../../support/client.ts'
import { signedIn, signIn } from '../../support/makers.ts'
import { countingDatabase, fetchWith } from '../../support/worker.ts'
import { browser, newCookie, tokenOf } from '../browser.ts'
import {
  ask,
  counterOf,
  day,
  hour,
  newKey,
  pass,
  refresh,
  refreshed,
  refreshRequest,
  startClock,
} from './refreshing.ts'

const reused = [401, 'refresh_token_reused']

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('a refresh token that comes again with the key of its rotation', () => {
  it.each([0, 10_000, 10_001, hour, 29 * day])('gets the same new token: %d ms after', async (ms) => {
    const first = await signedIn()
    const key = newKey()
    const second = await refreshed(first, key)
    pass(ms)
    const again = await refreshed(first, key)
    expect(again.refresh_token).toBe(second.refresh_token)
    expect((await ask(again)).status).toBe(200)
    expect(await counterOf(first)).toBe(1)
  })

  it('gets it any number of times, at once too', async () => {
    const first = await signedIn()
    const key = newKey()
    const { refresh_token } = await refreshed(first, key)
    pass(hour)
    const all = await Promise.all(Array.from({ length: 20 }, () => refreshed(first, key)))
    expect(new Set(all.map((tokens) => tokens.refresh_token))).toEqual(new Set([refresh_token]))
  })

  it('is stolen as soon as the new token was used', async () => {
    const first = await signedIn()
    const key = newKey()
    const third = await refreshed(await refreshed(first, key), key)
    expect(await errorOf(await refresh(first.refresh_token, key))).toEqual(reused)
    expect(await errorOf(await ask(third))).toEqual([401, 'invalid_token'])
  })

  it('does not bring an ended session back', async () => {
    const first = await signedIn()
    const key = newKey()
    await api.post('/users/logout', { as: await refreshed(first, key) })
    pass(hour)
    expect(await errorOf(await refresh(first.refresh_token, key))).toEqual([401, 'invalid_token'])
  })

  it('takes one round trip, and keeps nothing but the SHA-256 of the key', async () => {
    const first = await signedIn()
    const key = newKey()
    const request = () => refreshRequest(first.refresh_token, { 'Idempotency-Key': key })
    const { DB, trips } = countingDatabase()
    expect((await fetchWith({ DB }, request())).status).toBe(200)
    pass(hour)
    expect((await fetchWith({ DB }, request())).status).toBe(200)
    expect(trips()).toBe(2)
    const kept = env.DB.prepare('select refresh_key_digest from sessions where user_id = ?')
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
    expect(await kept.bind(first.user.id).first('refresh_key_digest')).toBe(
      new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true }),
    )
  })

  it('works for a cookie as well', async () => {
    const { token } = await newCookie()
    const headers = { ...browser(token), 'Idempotency-Key': newKey() }
    const first = await api.post('/users/refresh', { headers })
    pass(hour)
    const again = await api.post('/users/refresh', { headers })
    expect(tokenOf(again)).toBe(tokenOf(first))
  })
})

describe('a thief of a rotated token', () => {
  it.each<[string, (key: string) => string | undefined]>([
    ['without a key', () => undefined],
    ['with another key', newKey],
    ['with the key in other case', (key) => key.toUpperCase()],
    ['with a key that starts alike', (key) => `${key}0`],
  ])('%s ends the session', async (_, keyOf) => {
    const first = await signedIn()
    const key = `a${newKey()}`
    const second = await refreshed(first, key)
    pass(10_001)
    expect(await errorOf(await refresh(first.refresh_token, keyOf(key)))).toEqual(reused)
    expect(await errorOf(await refresh(second.refresh_token))).toEqual([401, 'invalid_token'])
  })

  it('gains nothing from the key of another session', async () => {
    const first = await signedIn()
    const other = await signIn(first.user)
    const [key, otherKey] = [newKey(), newKey()]
    await refreshed(first, key)
    await refreshed(other, otherKey)
    pass(hour)
    expect(await errorOf(await refresh(first.refresh_token, otherKey))).toEqual(reused)
    await refreshed(other, otherKey)
  })

  it('gains nothing from a key after a rotation without one', async () => {
    const first = await signedIn()
    const key = newKey()
    const second = await refreshed(first, key)
    await refreshed(second)
    pass(hour)
    expect(await errorOf(await refresh(second.refresh_token, key))).toEqual(reused)
  })

  it('cannot put a key of their own into a rotation of the owner', async () => {
    const first = await signedIn()
    const [ownKey, thiefKey] = [newKey(), newKey()]
    await refreshed(first, ownKey)
    await refreshed(first, thiefKey)
    pass(10_001)
    await refreshed(first, ownKey)
    expect(await errorOf(await refresh(first.refresh_token, thiefKey))).toEqual(reused)
  })
})

it('two tabs with two keys rotate once, and the first of them can retry', async () => {
  const first = await signedIn()
  const keys = Array.from({ length: 10 }, newKey)
  const all = await Promise.all(keys.map((key) => refreshed(first, key)))
  expect(new Set(all.map((tokens) => tokens.refresh_token)).size).toBe(1)
  expect(await counterOf(first)).toBe(1)
  expect((await ask(await refreshed(all[0] ?? first))).status).toBe(200)
})

it.each([
  ['empty', ''],
  ['too short for 128 bits', 'x'.repeat(21)],
  ['too long', 'x'.repeat(256)],
  ['not ASCII', 'é'.repeat(30)],
  ['with a control character', `${'x'.repeat(22)}\t0`],
])('a key is invalid if it is %s, and the token stays unused', async (_, key) => {
  const first = await signedIn()
  expect(await errorOf(await refresh(first.refresh_token, key))).toEqual([400, 'invalid_input'])
  expect(await counterOf(first)).toBe(0)
})
