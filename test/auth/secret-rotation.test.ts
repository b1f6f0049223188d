import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { RotationError } from '../../scripts/key-rotation.mjs'
import {
  promoteSecret,
  publishSecret,
  readSecretKeys,
  retireSecret,
  writeSecretKeys,
} from '../../scripts/secret-rotation.mjs'
import { purposes } from '../../src/auth/purposes.ts'
import { dataOf, errorOf, origin, request, type Session } from '../support/client.ts'
import { newUser, password } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

const newKey = () =>
  crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: 'base64url', omitPadding: true })
const start = new Date('2026-12-01T12:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const days = 24 * 60
const lifetimes = purposes.refresh

/** The secret before a rotation and after each of its steps, as the operator deploys it. */
const steps = () => {
  const published = publishSecret(readSecretKeys(newKey()), newKey(), start)
  const promoted = promoteSecret(published, later(5), lifetimes)
  const retired = retireSecret(promoted, later(30 * days + 10))
  return { published, promoted, retired }
}
const keysOf = (keys: readonly { key: string }[]) => keys.map(({ key }) => key)

describe('the steps of a rotation of SECRET_KEY', () => {
  it('publish a key, promote it, and retire the old one', () => {
    const { published, promoted, retired } = steps()
    const [old, next] = keysOf(published)
    expect(keysOf(promoted)).toEqual([next, old])
    expect(keysOf(retired)).toEqual([next])
  })

  it('are kept in the file, and can be repeated', () => {
    let keys = readSecretKeys(`${newKey()}\n`)
    for (const month of [0, 2, 4]) {
      const minute = month * 30 * days
      keys = readSecretKeys(writeSecretKeys(publishSecret(keys, newKey(), later(minute))))
      keys = readSecretKeys(writeSecretKeys(promoteSecret(keys, later(minute + 5), lifetimes)))
      expect(keys).toHaveLength(2)
      keys = readSecretKeys(writeSecretKeys(retireSecret(keys, later(minute + 31 * days))))
      expect(keys).toHaveLength(1)
    }
  })

  it.each<[string, () => unknown]>([
    ['publish twice', () => publishSecret(steps().published, newKey(), later(60))],
    ['promote before publish', () => promoteSecret(readSecretKeys(newKey()), later(60), lifetimes)],
    ['promote twice', () => promoteSecret(steps().promoted, later(60), lifetimes)],
    ['promote too early', () => promoteSecret(steps().published, new Date(+later(5) - 1), lifetimes)],
    ['retire before promote', () => retireSecret(steps().published, later(99 * days))],
    ['retire too early', () => retireSecret(steps().promoted, new Date(+later(30 * days + 10) - 1))],
    ['retire twice', () => retireSecret(steps().retired, later(99 * days))],
    ['read a line that is no key', () => readSecretKeys(`${newKey()}\ntoo-short`)],
    ['read an empty file', () => readSecretKeys('')],
  ])('fail: %s', (_, step) => {
    expect(step).toThrow(RotationError)
  })
})

describe('a service whose SECRET_KEY rotates', () => {
  const { published, promoted, retired } = steps()
  const [before, publishing, promoting, retiring] = [
    { SECRET_KEY: published[0]?.key ?? '' },
    { SECRET_KEY: writeSecretKeys(published) },
    { SECRET_KEY: writeSecretKeys(promoted) },
    { SECRET_KEY: writeSecretKeys(retired) },
  ]
  const signInAt = async (secret: Partial<Env>, email: string): Promise<Session> =>
    dataOf(await fetchWith(secret, request('POST', '/users/login', { body: { email, password } })))
  const refreshAt = (secret: Partial<Env>, { refresh_token }: Session) =>
    fetchWith(secret, request('POST', '/users/refresh', { body: { refresh_token } }))

  it.each([
    ['before and after "publish"', before, publishing],
    ['before and after "promote"', publishing, promoting],
    ['before and after "retire"', promoting, retiring],
  ])('accepts each token in every isolate, %s', async (name, old, next) => {
    const { email } = await newUser()
    // At "retire" every live token was made by the new key: an older one has expired.
    const made = name.includes('retire') ? [promoting, retiring] : [old, next]
    for (const maker of made)
      for (const [first, second] of [
        [old, next],
        [next, old],
      ] as const) {
        const session = await signInAt(maker, email)
        const again: Session = await dataOf(await refreshAt(first, session))
        expect((await refreshAt(second, again)).status).toBe(200)
        // A lost response: another isolate gives the successor again.
        expect((await refreshAt(second, again)).status).toBe(200)
        expect((await fetchWith(first, request('GET', '/users', { as: again }))).status).toBe(200)
      }
  })

  it('accepts a token of the previous key until it is removed, and signs with the new one', async () => {
    const { email } = await newUser()
    const session = await signInAt(before, email)
    const renewed: Session = await dataOf(await refreshAt(promoting, session))
    expect((await refreshAt(retiring, renewed)).status).toBe(200)
    const unused = await signInAt(before, email)
    expect(await errorOf(await refreshAt(retiring, unused))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await refreshAt({ SECRET_KEY: newKey() }, renewed))).toEqual([401, 'invalid_token'])
  })

  it('signs out with a token of the previous key', async () => {
    const { email } = await newUser()
    const { refresh_token } = await signInAt(before, email)
    const signOut = request('POST', '/users/logout', { body: { refresh_token } })
    expect((await fetchWith(promoting, signOut)).status).toBe(204)
  })

  it('replaces the mark of a device, which then outlives the previous key', async () => {
    const { email } = await newUser()
    const markOf = (response: Response) =>
      response.headers
        .getSetCookie()
        .find((cookie) => cookie.startsWith('__Host-device='))
        ?.split(';')[0]
    const enter = (secret: Partial<Env>, Cookie = '') =>
      fetchWith(
        secret,
        request('POST', '/users/login', {
          body: { email, password, transport: 'cookie' },
          headers: { Origin: origin, Cookie },
        }),
      )
    const old = markOf(await enter(before))
    expect(markOf(await enter(publishing, old))).toBe(old)
    const replaced = markOf(await enter(promoting, old))
    expect(replaced).not.toBe(old)
    expect(markOf(await enter(retiring, replaced))).toBe(replaced)
  })

  it('reads keys between commas as well, and rejects a list with one that is too short', async () => {
    const health = () => request('GET', '/health')
    expect((await fetchWith({ SECRET_KEY: `${newKey()},${newKey()}` }, health())).status).toBe(200)
    for (const SECRET_KEY of [`${newKey()},short`, '# only a note', ',', `${env.SECRET_KEY} short`]) {
      expect(await errorOf(await fetchWith({ SECRET_KEY }, health()))).toEqual([500, 'misconfigured'])
    }
  })
})
