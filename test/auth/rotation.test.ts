import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JWK, jwtVerify } from 'jose'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { promote, publish, retire } from '../../scripts/key-rotation.mjs'
import { app } from '../../src/app.ts'
import { jwksMaxAgeSeconds, purposes } from '../../src/auth/purposes.ts'
import { dataOf, errorOf, origin, request, type Session } from '../support/client.ts'
import { newUser, password } from '../support/makers.ts'
import { newJwk } from './jwts.ts'
import { type KeySet, withKeys } from './key-sets.ts'

const lifetimes = { jwksMaxAgeSeconds, accessTokenTtlSeconds: purposes.access.ttlSeconds }
const at = (minutes: number) => new Date(Date.UTC(2026, 11, 1, 12, minutes))
const kidOf = ({ access_token }: Session) => decodeProtectedHeader(access_token).kid

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: at(0) })
})
afterEach(() => {
  vi.useRealTimers()
})

/** An isolate of the service keeps the keys that it started with until it restarts. */
const startIsolate = (set: KeySet) => {
  const bindings = { ...env, ...withKeys(...set.keys) }
  return async (...args: Parameters<typeof request>) =>
    app.fetch(request(...args), bindings, createExecutionContext())
}

/** Another service, which caches the public keys for as long as it may. */
const startVerifier = (fetchKeys: () => Promise<Response>, lastFetchedAt: Date) => {
  let fetchedAt = lastFetchedAt
  let jwks: { keys: JWK[] } = { keys: [] }
  const refetch = async () => {
    jwks = await (await fetchKeys()).json()
  }
  return {
    start: refetch,
    renew: async (now: Date) => {
      if (now.getTime() - fetchedAt.getTime() < jwksMaxAgeSeconds * 1000) return
      fetchedAt = now
      await refetch()
    },
    verify: (token: string, now: Date) =>
      jwtVerify(token, createLocalJWKSet(jwks), { issuer: origin, audience: origin, currentDate: now }),
  }
}

// A new key set reaches one isolate at once, and the other after this time.
const rolloutMinutes = 5
const stepMinutes = 2.5

it('a rotation never invalidates a live token, for the service or for another verifier', async () => {
  const user = await newUser()
  let set: KeySet = { keys: [await newJwk('old')] }
  const stale = startIsolate(set)
  let [early, late] = [stale, stale]
  const restarts: { minutes: number; restart: () => void }[] = []
  const rollOut = (next: KeySet, minutes: number) => {
    set = next
    early = startIsolate(next)
    restarts.push({ minutes: minutes + rolloutMinutes, restart: () => (late = startIsolate(next)) })
  }

  const credentials = { body: { email: user.email, password } }
  const sessions: Session[] = []
  for (const isolate of [early, late])
    sessions.push(await dataOf(await isolate('POST', '/users/login', credentials)))

  const verifiers = [0, 2.5, 5, 7.5, 10, 12.5].flatMap((minutes) => [
    startVerifier(() => early('GET', '/.well-known/jwks.json'), at(-minutes)),
    startVerifier(() => late('GET', '/.well-known/jwks.json'), at(-minutes)),
  ])
  for (const verifier of verifiers) await verifier.start()

  let tokens: string[] = []
  const signers = new Set<unknown>()
  for (let minutes = 0; minutes <= 60; minutes += stepMinutes) {
    const now = at(minutes)
    vi.setSystemTime(now)
    // The worst case: verifiers fetch the keys just before they change.
    for (const verifier of verifiers) await verifier.renew(now)
    for (const { restart } of restarts.filter((due) => due.minutes === minutes)) restart()
    if (minutes === 0) rollOut(publish(set, await newJwk('new'), now), minutes)
    if (minutes === 20) rollOut(promote(set, now, lifetimes), minutes)
    if (minutes === 40) rollOut(retire(set, now), minutes)

    for (const [i, isolate] of [early, late].entries()) {
      const { refresh_token } = sessions[i] as Session
      sessions[i] = await dataOf(await isolate('POST', '/users/refresh', { body: { refresh_token } }))
      tokens.push((sessions[i] as Session).access_token)
      signers.add(kidOf(sessions[i] as Session))
    }
    tokens = tokens.filter((token) => (decodeJwt(token).exp ?? 0) * 1000 > now.getTime())
    for (const access_token of tokens) {
      const as = { access_token, refresh_token: '' }
      for (const isolate of [early, late]) expect((await isolate('GET', '/users', { as })).status).toBe(200)
      for (const verifier of verifiers) await verifier.verify(access_token, now)
    }
  }
  expect(signers).toEqual(new Set(['old', 'new']))
  expect(set.keys.map(({ kid }) => kid)).toEqual(['new'])

  // A thief has the old key, and signs a token after the rotation.
  const forged: Session = await dataOf(await stale('POST', '/users/login', credentials))
  expect(kidOf(forged)).toBe('old')
  for (const isolate of [early, late])
    expect(await errorOf(await isolate('GET', '/users', { as: forged }))).toEqual([401, 'invalid_token'])
  for (const verifier of verifiers)
    await expect(verifier.verify(forged.access_token, at(60))).rejects.toThrow()
})
