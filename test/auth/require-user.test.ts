import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { password, signedIn } from '../support/makers.ts'
import { decode } from './jwts.ts'

const ask = (authorization: string) => api.get('/users', { headers: { Authorization: authorization } })

describe('the header Authorization', () => {
  it.each<[string, (token: string) => string]>([
    ['Bearer alone', () => 'Bearer'],
    ['JWT alone', () => 'JWT'],
    ['the token alone', (token) => token],
    ['no space', (token) => `Bearer${token}`],
    ['a colon', (token) => `Bearer: ${token}`],
    ['an equals sign', (token) => `Bearer=${token}`],
    ['quotes', (token) => `Bearer "${token}"`],
    ['a parameter', (token) => `Bearer token=${token}`],
    ['another scheme', (token) => `Token ${token}`],
    ['a longer scheme', (token) => `XBearer ${token}`],
    ['Basic', (token) => `Basic ${btoa(`user:${token}`)}`],
    ['two tokens', (token) => `Bearer ${token} ${token}`],
    ['two headers', (token) => `Bearer ${token}, Bearer ${token}`],
    ['a good and a bad header', (token) => `Bearer ${token}, Bearer x`],
    ['a semicolon after the token', (token) => `Bearer ${token};`],
    ['a character outside Base64', (token) => `Bearer ${token}!`],
  ])('is rejected with %s', async (_, header) => {
    const { access_token } = await signedIn()
    const response = await ask(header(access_token))
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="bookplate", error="invalid_token"')
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
  })

  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR', 'JWT', 'jwt', 'Jwt', 'Bearer  '])(
    'is accepted with the scheme %s',
    async (scheme) => {
      const { access_token, user } = await signedIn()
      const response = await ask(`${scheme} ${access_token}`)
      expect(await response.json()).toMatchObject({ data: { id: user.id } })
    },
  )

  it('counts as missing when it is empty', async () => {
    expect(await errorOf(await ask(''))).toEqual([401, 'missing_token'])
  })

  it('is the only place for a token', async () => {
    const { access_token } = await signedIn()
    const headers = { Cookie: `access_token=${access_token}`, 'X-Access-Token': access_token }
    const response = await api.get(`/users?access_token=${access_token}`, { headers })
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="bookplate"')
    expect(await errorOf(response)).toEqual([401, 'missing_token'])
  })
})

describe('a session that has ended', () => {
  const sessionOf = (token: string) => decode(token).payload.sid

  it.each([
    ['was deleted', 'delete from sessions where id = ?'],
    ['expired', 'update sessions set expires_at = unixepoch() * 1000 - 1 where id = ?'],
  ])('is rejected at once when it %s, though its token has not expired', async (_, statement) => {
    const [as, other] = [await signedIn(), await signedIn()]
    await env.DB.prepare(statement).bind(sessionOf(as.access_token)).run()
    const response = await api.get('/users', { as })
    expect(response.headers.get('WWW-Authenticate')).toContain('error="invalid_token"')
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
    expect((await api.get('/users', { as: other })).status).toBe(200)
  })

  it('cannot change anything', async () => {
    const as = await signedIn()
    await env.DB.prepare('delete from sessions where id = ?').bind(sessionOf(as.access_token)).run()
    const before = await env.DB.prepare('select * from users where id = ?').bind(as.user.id).first()
    for (const [method, path, body] of [
      ['PATCH', '/users', { name: 'Another Name' }],
      ['PUT', '/users/password', { current_password: password, new_password: 'Another-Horse-8' }],
      ['DELETE', '/users', undefined],
      ['DELETE', '/users?purge=true', { password }],
    ] as const)
      expect(await errorOf(await api.send(method, path, { as, body }))).toEqual([401, 'invalid_token'])
    expect(await env.DB.prepare('select * from users where id = ?').bind(as.user.id).first()).toEqual(before)
  })
})
