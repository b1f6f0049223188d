import { describe, expect, it } from 'vitest'
import { api, errorOf, origin } from '../support/client.ts'
import { newUser } from '../support/makers.ts'
import { browser, newCookie, refreshCookie, signInByCookie, tokenOf } from './browser.ts'

describe('a cookie from the page of another origin', () => {
  const { port } = new URL(origin)
  const origins: [string, string | undefined][] = [
    ['missing', undefined],
    ['null', 'null'],
    ['empty', ''],
    ['of another site', 'https://evil.example'],
    ['of another port', 'http://localhost:1'],
    ['of another scheme', `https://localhost:${port}`],
    ['of a subdomain', `http://books.localhost:${port}`],
    ['one that begins like that of the service', `${origin}.evil.example`],
    ['that of the service with a path', `${origin}/`],
  ]

  it.each(origins)('opens no session: Origin %s', async (_, value) => {
    const response = await signInByCookie(await newUser(), value === undefined ? {} : { Origin: value })
    const issues = [{ path: 'Origin', message: `Must be ${origin}. Open the web app at that address.` }]
    expect(await response.clone().json()).toMatchObject({ error: { issues } })
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

  // A form of another site can navigate to the service. `SameSite=Strict` withholds the cookie of that request, but a
  // browser accepts cookies from its response.
  it.each([
    ['with it', true, [403, 'origin_mismatch']],
    ['without it', false, [401, 'missing_token']],
  ])('cannot clear the cookie: logout %s', async (_, sent, expected) => {
    const { token } = await newCookie()
    const { Cookie } = browser(token)
    const headers = { Origin: 'https://evil.example', ...(sent && { Cookie }) }
    const response = await api.post('/users/logout', { headers })
    expect(await errorOf(response)).toEqual(expected)
    expect(response.headers.getSetCookie()).toEqual([])
  })
})
