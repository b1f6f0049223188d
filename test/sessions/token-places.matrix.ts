import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { api, errorOf, origin } from '../support/client.ts'
import { isGuard } from '../support/guards.ts'
import { signedIn } from '../support/makers.ts'
import { newCookie, refreshBy, refreshCookie } from './browser.ts'

describe('a token in the wrong place', () => {
  const guarded = app.routes.filter(isGuard)
  const routes = guarded.map(
    ({ method, path }) => [method, path.replace(':id', crypto.randomUUID())] as const,
  )

  it.each(routes)('is rejected: a cookie as bearer token, %s %s', async (method, path) => {
    const { token } = await newCookie()
    const { access_token } = await signedIn()
    for (const value of [token, access_token]) {
      const Cookie = `${refreshCookie}=${value}; access_token=${access_token}; __Host-access=${access_token}`
      const response = await api.send(method, path, { headers: { Cookie, Origin: origin } })
      expect(await errorOf(response)).toEqual([401, 'missing_token'])
    }
  })

  it.each(routes)('is rejected: a refresh token as access token, %s %s', async (method, path) => {
    const { refresh_token } = await signedIn()
    const response = await api.send(method, path, { as: { refresh_token, access_token: refresh_token } })
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
  })

  it('is rejected: an access token as refresh token', async () => {
    const { access_token } = await signedIn()
    expect(await errorOf(await refreshBy(access_token))).toEqual([401, 'invalid_token'])
    const bearer = await api.post('/users/refresh', { headers: { Authorization: `Bearer ${access_token}` } })
    expect(await errorOf(bearer)).toEqual([401, 'missing_token'])
    const body = await api.post('/users/refresh', { body: { refresh_token: access_token } })
    expect([400, 401]).toContain(body.status)
  })

  it.each(['refresh', '__Secure-refresh', '__host-refresh', '__Host-device', '__Host-refresh2'])(
    'is rejected: a refresh token in the cookie %s',
    async (name) => {
      const { token } = await newCookie()
      const response = await api.post('/users/refresh', {
        headers: { Cookie: `${name}=${token}`, Origin: origin },
      })
      expect(await errorOf(response)).toEqual([401, 'missing_token'])
    },
  )
})
