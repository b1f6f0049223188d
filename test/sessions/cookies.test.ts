import { afterEach, describe, expect, it, vi } from 'vitest'
import { app } from '../../src/app.ts'
import { requireUser } from '../../src/auth/require-user.ts'
import { api, dataOf, origin, errorOf } from '../support/client.ts'
import { newUser, password, signedIn, signIn, type TestUser } from '../support/makers.ts'

const day = 24 * 60 * 60 * 1000
const refreshCookie = '__Host-refresh'

/** @returns the cookies that an answer sets: value and sorted attributes by name */
const cookiesOf = (response: Response) =>
  Object.fromEntries(
    response.headers.getSetCookie().map((line) => {
      const [pair = '', ...attributes] = line.split('; ')
      const [name = '', value = ''] = pair.split('=')
      return [name, { value, attributes: attributes.toSorted() }]
    }),
  )

/** The headers of a page of ours, in a browser that has the cookie. */
const browser = (token: string) => ({ Cookie: `${refreshCookie}=${token}`, Origin: origin })

const signInByCookie = (user: TestUser, headers: Record<string, string> = { Origin: origin }) =>
  api.post('/users/login', { body: { email: user.email, password, transport: 'cookie' }, headers })

const tokenOf = (response: Response): string => {
  const { value } = cookiesOf(response)[refreshCookie] ?? {}
  if (!value) throw new Error('There is no refresh token in the cookies')
  return value
}

/** @returns the refresh token of a new user's new session */
const newCookie = async () => {
  const user = await newUser()
  return { user, token: tokenOf(await signInByCookie(user)) }
}

const refreshBy = (token: string) => api.post('/users/refresh', { headers: browser(token) })

afterEach(() => {
  vi.useRealTimers()
})

describe('sign-in with a cookie', () => {
  it('puts the refresh token into a cookie that scripts and other sites cannot use', async () => {
    const cookies = cookiesOf(await signInByCookie(await newUser()))
    const host = ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']
    expect(cookies).toEqual({
      [refreshCookie]: { value: expect.any(String), attributes: ['Max-Age=2592000', ...host].toSorted() },
      '__Host-device': { value: expect.any(String), attributes: ['Max-Age=34560000', ...host].toSorted() },
    })
    // What a browser takes at most (RFC 6265bis, section 5.6).
    for (const [name, { value }] of Object.entries(cookies))
      expect(`${name}${value}`.length).toBeLessThan(4096)
  })

  it('leaves it out of the body', async () => {
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
  ])('sets none for %s', async (_, fields, expected) => {
    const { email } = await newUser()
    const body = { email, password, transport: 'cookie', ...fields }
    const response = await api.post('/users/login', { body, headers: { Origin: origin } })
    expect(await errorOf(response)).toEqual(expected)
    expect(response.headers.getSetCookie()).toEqual([])
  })

  it('sets none unless asked to', async () => {
    const body = { email: (await newUser()).email, password }
    const response = await api.post('/users/login', { body, headers: { Origin: origin } })
    expect(response.headers.getSetCookie()).toEqual([])
    expect(await dataOf(response)).toHaveProperty('refresh_token')
  })

  it('ends the session whose cookie it replaces, and no other', async () => {
    const { user, token } = await newCookie()
    const elsewhere = await signIn(user)
    const replacing = await signInByCookie(user, browser(token))
    expect(await errorOf(await refreshBy(token))).toEqual([401, 'invalid_token'])
    expect((await refreshBy(tokenOf(replacing))).status).toBe(200)
    expect((await api.get('/users', { as: elsewhere })).status).toBe(200)
  })

  it('ends it for whoever signs in next in that browser', async () => {
    const { token } = await newCookie()
    expect((await signInByCookie(await newUser(), browser(token))).status).toBe(200)
    expect(await errorOf(await refreshBy(token))).toEqual([401, 'invalid_token'])
  })

  it('ends nothing when it fails', async () => {
    const { user, token } = await newCookie()
    const body = { email: user.email, password: 'not it', transport: 'cookie' }
    const response = await api.post('/users/login', { body, headers: browser(token) })
    expect(await errorOf(response)).toEqual([401, 'invalid_credentials'])
    expect((await refreshBy(token)).status).toBe(200)
  })
})

describe('refresh with a cookie', () => {
  it('answers with a cookie', async () => {
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

describe('a cookie from a page that is not ours', () => {
  const { port } = new URL(origin)
  const origins: [string, string | undefined][] = [
    ['missing', undefined],
    ['null', 'null'],
    ['empty', ''],
    ['of another site', 'https://evil.example'],
    ['of another port', 'http://localhost:1'],
    ['of another scheme', `https://localhost:${port}`],
    ['of a subdomain', `http://books.localhost:${port}`],
    ['one that begins like ours', `${origin}.evil.example`],
    ['ours with a path', `${origin}/`],
  ]

  it.each(origins)('opens no session: Origin %s', async (_, value) => {
    const response = await signInByCookie(await newUser(), value === undefined ? {} : { Origin: value })
    expect(await errorOf(response)).toEqual([403, 'origin_mismatch'])
    expect(response.headers.getSetCookie()).toEqual([])
  })

  it.each(
    ['/users/refresh', '/users/logout'].flatMap((path) => origins.map((row) => [path, ...row] as const)),
  )('%s changes nothing: Origin %s', async (path, _, value) => {
    const { token } = await newCookie()
    const headers = { Cookie: `${refreshCookie}=${token}`, ...(value !== undefined && { Origin: value }) }
    const response = await api.post(path, { headers })
    expect(await errorOf(response)).toEqual([403, 'origin_mismatch'])
    const { Cookie } = browser(token)
    expect(tokenOf(await api.post('/users/refresh', { headers: { Cookie, Origin: origin } }))).not.toBe(token)
  })

  // A form of another site may navigate to us, and what a navigation answers a browser takes cookies from; it is only
  // the cookie itself that `SameSite=Strict` keeps back.
  it.each([
    ['with it', true, [403, 'origin_mismatch']],
    ['without it', false, [401, 'missing_token']],
  ])('cannot make the browser forget ours: logout %s', async (_, sent, expected) => {
    const { token } = await newCookie()
    const { Cookie } = browser(token)
    const headers = { Origin: 'https://evil.example', ...(sent && { Cookie }) }
    const response = await api.post('/users/logout', { headers })
    expect(await errorOf(response)).toEqual(expected)
    expect(response.headers.getSetCookie()).toEqual([])
  })
})

describe('every token has its place', () => {
  const guarded = app.routes.filter(({ handler }) => handler === requireUser)
  const routes = guarded.map(
    ({ method, path }) => [method, path.replace(':id', crypto.randomUUID())] as const,
  )

  it.each(routes)('%s %s takes no cookie for a bearer token', async (method, path) => {
    const { token } = await newCookie()
    const { access_token } = await signedIn()
    for (const value of [token, access_token]) {
      const Cookie = `${refreshCookie}=${value}; access_token=${access_token}; __Host-access=${access_token}`
      const response = await api.send(method, path, { headers: { Cookie, Origin: origin } })
      expect(await errorOf(response)).toEqual([401, 'missing_token'])
    }
  })

  it.each(routes)('%s %s takes no refresh token for an access token', async (method, path) => {
    const { refresh_token } = await signedIn()
    const response = await api.send(method, path, { as: { refresh_token, access_token: refresh_token } })
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
  })

  it('refresh takes no access token for a refresh token', async () => {
    const { access_token } = await signedIn()
    expect(await errorOf(await refreshBy(access_token))).toEqual([401, 'invalid_token'])
    const bearer = await api.post('/users/refresh', { headers: { Authorization: `Bearer ${access_token}` } })
    expect(await errorOf(bearer)).toEqual([401, 'missing_token'])
    const body = await api.post('/users/refresh', { body: { refresh_token: access_token } })
    expect([400, 401]).toContain(body.status)
  })

  it.each(['refresh', '__Secure-refresh', '__host-refresh', '__Host-device', '__Host-refresh2'])(
    'refresh takes no cookie called %s',
    async (name) => {
      const { token } = await newCookie()
      const response = await api.post('/users/refresh', {
        headers: { Cookie: `${name}=${token}`, Origin: origin },
      })
      expect(await errorOf(response)).toEqual([401, 'missing_token'])
    },
  )
})
