import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JWK, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { promote, publish, RotationError, retire } from '../../scripts/key-rotation.mjs'
import { app } from '../../src/app.ts'
import { jwksMaxAgeSeconds, purposes } from '../../src/auth/purposes.ts'
import { api, dataOf, origin, refusal, request, type Session } from '../support/client.ts'
import { newUser, password, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

type KeySet = Parameters<typeof publish>[0]
type Key = KeySet['keys'][number]

const accessTokenTtlSeconds = purposes.access.ttlSeconds
const lifetimes = { jwksMaxAgeSeconds, accessTokenTtlSeconds }
const minute = 60 * 1000
const start = new Date('2026-12-01T12:00:00Z')
const at = (minutes: number) => new Date(start.getTime() + minutes * minute)

const newKey = async (kid: string): Promise<Required<Pick<Key, 'kty' | 'crv' | 'kid' | 'x' | 'd'>>> => {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const { x = '', d = '' } = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as JsonWebKey
  return { kty: 'OKP', crv: 'Ed25519', kid, x, d }
}

const publicHalf = ({ d, ...rest }: Key): Key => rest

const withKeys = (...keys: Key[]) => ({ JWT_KEYS: JSON.stringify({ keys }) })
const kidOf = ({ access_token }: Session) => decodeProtectedHeader(access_token).kid

/** @returns the tokens of a new user, from a service with these keys */
const signedInWith = async (...keys: Key[]): Promise<Session> => {
  const body = { email: (await newUser()).email, password }
  return dataOf(await fetchWith(withKeys(...keys), request('POST', '/users/login', { body })))
}

const askWith = (keys: Key[], as: Session) => fetchWith(withKeys(...keys), request('GET', '/users', { as }))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the keys of the service', () => {
  it('sign with the first, and verify with all', async () => {
    const [a, b, c] = [await newKey('a'), await newKey('b'), await newKey('c')]
    const keys = [a, b, publicHalf(c)]
    const sessions = [await signedInWith(...keys), await signedInWith(b, a), await signedInWith(c)]
    expect(sessions.map(kidOf)).toEqual(['a', 'b', 'c'])
    for (const session of sessions) expect((await askWith(keys, session)).status).toBe(200)
  })

  it('do not verify what another key signed, whatever its name', async () => {
    const keys = [await newKey('a'), await newKey('b')]
    for (const key of [await newKey('a'), await newKey('z')]) {
      const response = await askWith(keys, await signedInWith(key))
      expect(await refusal(response)).toEqual([401, 'invalid_token'])
    }
  })

  it('are imported once, however many requests need them first', async () => {
    const { user } = await signedIn()
    const isolate = { ...env, ...withKeys(await newKey('a'), await newKey('b')) }
    const imported = vi.spyOn(crypto.subtle, 'importKey')
    const importedJwks = () => imported.mock.calls.filter(([format]) => format === 'jwk').length
    const signIn = async (): Promise<Session> => {
      const options = { body: { email: user.email, password } }
      return dataOf(
        await app.fetch(request('POST', '/users/login', options), isolate, createExecutionContext()),
      )
    }
    const [as] = await Promise.all([signIn(), signIn(), signIn()])
    // The first to sign with, and both to verify with.
    expect(importedJwks()).toBe(3)
    await app.fetch(request('GET', '/users', { as }), isolate, createExecutionContext())
    expect(importedJwks()).toBe(3)
  })

  it('stay imported from one request to the next', async () => {
    const session = await signedIn()
    const imported = vi.spyOn(crypto.subtle, 'importKey')
    for (let i = 0; i < 2; i++) expect((await api.get('/users', { as: session })).status).toBe(200)
    expect(imported).not.toHaveBeenCalled()
  })
})

describe('GET /.well-known/jwks.json', () => {
  it('has the public members of every key, and no others', async () => {
    const [a, b] = [await newKey('a'), await newKey('b')]
    const keys = [a, { ...publicHalf(b), retire_at: at(40).toISOString() }]
    const response = await fetchWith(withKeys(...keys), request('GET', '/.well-known/jwks.json'))
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/jwk-set+json')
    expect(response.headers.get('Cache-Control')).toBe(`public, max-age=${jwksMaxAgeSeconds}`)
    const seen = ({ kid, x }: Key) => ({ kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' })
    expect(await response.json()).toEqual({ keys: [seen(a), seen(b)] })
  })

  it('is enough for any other service to verify our tokens', async () => {
    const { access_token, user } = await signedIn()
    const jwks = createLocalJWKSet(await (await api.get('/.well-known/jwks.json')).json())
    const expected = { issuer: origin, audience: origin, typ: 'at+jwt', currentDate: new Date() }
    const { payload } = await jwtVerify(access_token, jwks, expected)
    expect(payload.sub).toBe(user.id)
  })
})

describe('the steps of a rotation', () => {
  const first = async (): Promise<KeySet> => ({ keys: [await newKey('old')] })
  const published = async () => publish(await first(), await newKey('new'), at(0))
  const promoted = async () => promote(await published(), at(20), lifetimes)
  const kids = ({ keys }: KeySet) => keys.map(({ kid, d }) => `${kid} ${d ? 'private' : 'public'}`)

  it('publish a key, promote it, and retire the old one', async () => {
    expect(kids(await published())).toEqual(['old private', 'new private'])
    expect(kids(await promoted())).toEqual(['new private', 'old public'])
    expect(kids(retire(await promoted(), at(40)))).toEqual(['new private'])
  })

  it('can follow on each other for ever', async () => {
    let set = await first()
    for (const minutes of [0, 40, 80]) {
      set = publish(set, await newKey(`key-${minutes}`), at(minutes))
      set = retire(promote(set, at(minutes + 20), lifetimes), at(minutes + 40))
      expect(kids(set)).toEqual([`key-${minutes} private`])
    }
  })

  it('leave the set that they are given as it was', async () => {
    const [one, two, three] = [await first(), await published(), await promoted()]
    const before = structuredClone([one, two, three])
    publish(one, await newKey('new'), at(0))
    promote(two, at(20), lifetimes)
    retire(three, at(40))
    expect([one, two, three]).toEqual(before)
  })

  it.each<[string, () => Promise<KeySet>]>([
    ['promote before publish', async () => promote(await first(), at(0), lifetimes)],
    ['retire before publish', async () => retire(await first(), at(0))],
    ['publish twice', async () => publish(await published(), await newKey('newer'), at(20))],
    ['retire before promote', async () => retire(await published(), at(60))],
    ['promote twice', async () => promote(await promoted(), at(60), lifetimes)],
    ['retire twice', async () => retire(retire(await promoted(), at(40)), at(80))],
    ['promote at once', async () => promote(await published(), at(0), lifetimes)],
    ['promote a moment too early', async () => promote(await published(), new Date(+at(20) - 1), lifetimes)],
    ['retire at once', async () => retire(await promoted(), at(20))],
    ['retire a moment too early', async () => retire(await promoted(), new Date(+at(40) - 1))],
  ])('refuse to %s', async (_, step) => {
    await expect(step()).rejects.toThrow(RotationError)
  })
})

describe('a rotation', () => {
  const context = createExecutionContext()

  /** An isolate of the service: it has the keys that it was started with, until it is started anew. */
  const startIsolate = (set: KeySet) => {
    const bindings = { ...env, ...withKeys(...set.keys) }
    return (...args: Parameters<typeof request>) =>
      Promise.resolve(app.fetch(request(...args), bindings, context))
  }

  /** Another service, which keeps our public keys for as long as it may. */
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

  // What takes the longest to get about, and what takes no time at all.
  const rolloutMinutes = 5
  const stepMinutes = 2.5

  it('refuses no live token at any moment, whoever verifies it', async () => {
    const user = await newUser()
    let set: KeySet = { keys: [await newKey('old')] }
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
      // At its worst: verifiers look a moment before something changes.
      for (const verifier of verifiers) await verifier.renew(now)
      for (const { restart } of restarts.filter((due) => due.minutes === minutes)) restart()
      if (minutes === 0) rollOut(publish(set, await newKey('new'), now), minutes)
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

    // A thief with the old key, and the tokens that it signs after its time.
    const forged: Session = await dataOf(await stale('POST', '/users/login', credentials))
    expect(kidOf(forged)).toBe('old')
    for (const isolate of [early, late])
      expect(await refusal(await isolate('GET', '/users', { as: forged }))).toEqual([401, 'invalid_token'])
    for (const verifier of verifiers)
      await expect(verifier.verify(forged.access_token, at(60))).rejects.toThrow()
  }, 60_000)
})
