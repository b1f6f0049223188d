import { exportJWK } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, dataOf, errorOf, origin } from '../../support/client.ts'
import { newUser } from '../../support/makers.ts'
import { cookiesOf, refreshBy, signInByCookie } from '../browser.ts'
import { pass, startClock } from '../refresh/refreshing.ts'
import {
  bindingRequest,
  boundDevice,
  boundName,
  dbscRequest,
  eventsOf,
  newDevice,
  newPair,
  proofOf,
  refreshWith,
  send,
} from './device.ts'

const minute = 60_000

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('a sign-in', () => {
  it('asks a browser with cookies to register, and no other client', async () => {
    const user = await newUser()
    const header = (await signInByCookie(user)).headers.get('Secure-Session-Registration')
    expect(header).toMatch(/^\(ES256\);path="\/users\/sessions\/binding";challenge="[\w-]+"$/)
    const body = { email: user.email, password: 'Correct-Horse-7' }
    const other = await api.post('/users/login', { body })
    expect(other.headers.get('Secure-Session-Registration')).toBeNull()
  })

  it('alone asks: a refresh of an unbound session does not', async () => {
    const { token } = await newDevice()
    const response = await refreshBy(token)
    expect(response.status).toBe(200)
    expect(response.headers.get('Secure-Session-Registration')).toBeNull()
  })
})

describe('POST /users/sessions/binding', () => {
  it('binds the session and sends the instructions of the draft', async () => {
    const response = await send(await bindingRequest(await newDevice()))
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      session_identifier: expect.stringMatching(/^[\w-]{150}$/),
      refresh_url: '/users/sessions/binding/refresh',
      scope: {
        origin,
        include_site: false,
        scope_specification: [
          { type: 'exclude', domain: 'localhost', path: '/' },
          { type: 'include', domain: 'localhost', path: '/users/refresh' },
        ],
      },
      credentials: [
        { type: 'cookie', name: boundName, attributes: 'Path=/; Secure; HttpOnly; SameSite=Strict' },
      ],
    })
    expect(cookiesOf(response)[boundName]?.attributes).toEqual(
      ['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Strict', 'Secure'].toSorted(),
    )
  })

  it('accepts a challenge once, of any number of parallel requests', async () => {
    const device = await newDevice()
    const all = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const other = { ...device, pair: await newPair() }
        return (await send(await bindingRequest(other))).status
      }),
    )
    expect(all.toSorted()).toEqual([200, ...Array(9).fill(401)])
  })

  it('rejects a challenge after five minutes', async () => {
    const device = await newDevice()
    pass(5 * minute)
    expect(await errorOf(await send(await bindingRequest(device)))).toEqual([401, 'invalid_token'])
  })

  it.each<[string, () => Promise<string>]>([
    ['no JWT', async () => 'x'],
    [
      'a key that did not sign',
      async () => {
        const { pair, challenge } = await newDevice()
        return proofOf(pair, challenge, { header: { jwk: await exportJWK((await newPair()).publicKey) } })
      },
    ],
    [
      'no key',
      async () => {
        const { pair, challenge } = await newDevice()
        return proofOf(pair, challenge)
      },
    ],
    [
      'another type',
      async () => {
        const { pair, challenge } = await newDevice()
        const jwk = await exportJWK(pair.publicKey)
        return proofOf(pair, challenge, { header: { typ: 'at+jwt', jwk } })
      },
    ],
    [
      'a challenge of no service',
      async () => {
        const { pair } = await newDevice()
        return proofOf(pair, 'A'.repeat(75), { header: { jwk: await exportJWK(pair.publicKey) } })
      },
    ],
    [
      'a very long JWT',
      async () => {
        const { pair, challenge } = await newDevice()
        const jwk = await exportJWK(pair.publicKey)
        return proofOf(pair, challenge, { header: { jwk }, claims: { x: 'x'.repeat(2000) } })
      },
    ],
  ])('rejects %s', async (_, makeProof) => {
    const response = await send(dbscRequest('', { 'Secure-Session-Response': await makeProof() }))
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
  })
})

it('the list of sessions says which one is bound', async () => {
  const device = await boundDevice()
  const as = await dataOf(await refreshWith(device.token, device.bound))
  const [session] = await dataOf(await api.get('/users/sessions', { as }))
  expect(session).toMatchObject({ current: true, bound: true })
  expect(await eventsOf(device, 'session_bound')).toBe(1)
})
