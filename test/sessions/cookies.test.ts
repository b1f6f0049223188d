import { afterEach, describe, expect, it, vi } from 'vitest'
import { api, dataOf, errorOf, origin } from '../support/client.ts'
import { newUser, password, signIn } from '../support/makers.ts'
import {
  browser,
  cookiesOf,
  newCookie,
  refreshBy,
  refreshCookie,
  signInByCookie,
  tokenOf,
} from './browser.ts'

const day = 24 * 60 * 60 * 1000

afterEach(() => {
  vi.useRealTimers()
})

describe('sign-in with a cookie', () => {
  it('sets the refresh token as a cookie that scripts and other sites cannot use', async () => {
    const cookies = cookiesOf(await signInByCookie(await newUser()))
    const host = ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']
    expect(cookies).toEqual({
      [refreshCookie]: { value: expect.any(String), attributes: ['Max-Age=2592000', ...host].toSorted() },
      // Scripts may read that there is a session, and nothing else of it.
      '__Host-signed-in': {
        value: '1',
        attributes: ['Max-Age=2592000', ...host.filter((name) => name !== 'HttpOnly')].toSorted(),
      },
      '__Host-device': { value: expect.any(String), attributes: ['Max-Age=34560000', ...host].toSorted() },
    })
    // A browser accepts no longer cookie (RFC 6265bis, section 5.6).
    for (const [name, { value }] of Object.entries(cookies))
      expect(`${name}${value}`.length).toBeLessThan(4096)
  })

  it('has no refresh token in the body', async () => {
    const response = await signInByCookie(await newUser())
    const { value } = cookiesOf(response)[refreshCookie] ?? {}
    const text = await response.text()
    expect(text).not.toContain(value)
    expect(Object.keys(JSON.parse(text).data).toSorted()).toEqual(
      ['access_token', 'expires_in', 'refresh_expires_in', 'token_type', 'user'].toSorted(),
    )
  })

  it.each([
    ['the wrong password', { password: `${password}?` }, [401, 'invalid_credentials']],
    ['an unknown transport', { transport: 'pigeon' }, [400, 'invalid_input']],
  ])('sets no cookie for %s', async (_, fields, expected) => {
    const { email } = await newUser()
    const body = { email, password, transport: 'cookie', ...fields }
    const response = await api.post('/users/login', { body, headers: { Origin: origin } })
    expect(await errorOf(response)).toEqual(expected)
    expect(response.headers.getSetCookie()).toEqual([])
  })

  it('sets no cookie for another transport', async () => {
    const body = { email: (await newUser()).email, password }
    const response = await api.post('/users/login', { body, headers: { Origin: origin } })
    expect(response.headers.getSetCookie()).toEqual([])
    expect(await dataOf(response)).toHaveProperty('refresh_token')
  })

  it('ends the session whose cookie it replaces, and no other session', async () => {
    const { user, token } = await newCookie()
    const elsewhere = await signIn(user)
    const replacing = await signInByCookie(user, browser(token))
    expect(await errorOf(await refreshBy(token))).toEqual([401, 'invalid_token'])
    expect((await refreshBy(tokenOf(replacing))).status).toBe(200)
    expect((await api.get('/users', { as: elsewhere })).status).toBe(200)
  })

  it('ends that session even if another user signs in', async () => {
    const { token } = await newCookie()
    expect((await signInByCookie(await newUser(), browser(token))).status).toBe(200)
    expect(await errorOf(await refreshBy(token))).toEqual([401, 'invalid_token'])
  })

  it('ends no session when it fails', async () => {
    const { user, token } = await newCookie()
    const body = { email: user.email, password: 'not it', transport: 'cookie' }
    const response = await api.post('/users/login', { body, headers: browser(token) })
    expect(await errorOf(response)).toEqual([401, 'invalid_credentials'])
    expect((await refreshBy(token)).status).toBe(200)
  })
})

describe('refresh with a cookie', () => {
  it('responds with a cookie', async () => {
    const { user, token } = await newCookie()
    const response = await refreshBy(token)
    expect(response.status).toBe(200)
    const successor = tokenOf(response)
    expect(successor).not.toBe(token)
    const data = await dataOf(response)
    expect(data).toMatchObject({ access_token: expect.any(String), user: { id: user.id } })
    expect(data).not.toHaveProperty('refresh_token')
    expect(tokenOf(await refreshBy(token))).toBe(successor)
  })

  it('sets a cookie that lives as long as its session', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-01T12:00:00Z') })
    let { token } = await newCookie()
    const maxAges: unknown[] = []
    for (let i = 0; i < 3; i++) {
      vi.setSystemTime(Date.now() + 29 * day)
      const response = await refreshBy(token)
      token = tokenOf(response)
      maxAges.push(cookiesOf(response)[refreshCookie]?.attributes.find((text) => text.startsWith('Max-Age')))
    }
    expect(maxAges).toEqual(['Max-Age=2592000', 'Max-Age=2592000', `Max-Age=${3 * 86_400}`])
  })
})
