import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, errorOf, origin, request } from '../support/client.ts'
import { linesOfTest } from '../support/logs.ts'
import { signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'

const cleared = [
  '__Host-refresh=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict',
  '__Host-signed-in=; Max-Age=0; Path=/; Secure; SameSite=Strict',
]

describe('an invalid POST /users/logout', () => {
  const json = { 'Content-Type': 'application/json' }
  const invalid: [string, string, Parameters<typeof api.post>[1], [number, string]][] = [
    ['malformed JSON', '', { body: '{', headers: json }, [400, 'malformed_json']],
    ['an unknown field', '', { body: { token: 'x' } }, [400, 'invalid_input']],
    ['a number as the token', '', { body: { refresh_token: 7 } }, [400, 'invalid_input']],
    [
      'another type',
      '',
      { body: 'x=y', headers: { 'Content-Type': 'text/plain' } },
      [415, 'unsupported_media_type'],
    ],
    [
      'a compressed body',
      '',
      { body: '{}', headers: { ...json, 'Content-Encoding': 'gzip' } },
      [415, 'unsupported_media_type'],
    ],
    ['a body of 70 KB', '', { body: ' '.repeat(70_000), headers: json }, [413, 'payload_too_large']],
    ['an unknown parameter', '?all=true', {}, [400, 'invalid_query']],
  ]

  it.each(invalid)(
    'clears the cookie and ends its session: %s',
    async (_, query, { body, headers } = {}, expected) => {
      const session = await signedIn()
      const cookie = { Cookie: `__Host-refresh=${session.refresh_token}`, Origin: origin }
      const response = await api.post(`/users/logout${query}`, { body, headers: { ...headers, ...cookie } })
      expect(response.headers.getSetCookie()).toEqual(cleared)
      expect(await errorOf(response)).toEqual(expected)
      expect(linesOfTest()).toContainEqual(
        expect.objectContaining({ event: 'signed_out', userId: session.user.id }),
      )
      expect(await errorOf(await api.get('/users', { as: session }))).toEqual([401, 'invalid_token'])
    },
  )

  it.each(invalid)('ends no session of its bearer token: %s', async (_, query, options = {}, expected) => {
    const as = await signedIn()
    const response = await api.post(`/users/logout${query}`, { ...options, as })
    expect(await errorOf(response)).toEqual(expected)
    expect((await api.get('/users', { as })).status).toBe(200)
  })

  it.each(invalid)(
    'does nothing for a page of another site: %s',
    async (_, query, { body, headers } = {}) => {
      const session = await signedIn()
      const cookie = { Cookie: `__Host-refresh=${session.refresh_token}`, Origin: 'https://evil.example' }
      const response = await api.post(`/users/logout${query}`, { body, headers: { ...headers, ...cookie } })
      expect([response.headers.getSetCookie(), ...(await errorOf(response))]).toEqual([
        [],
        403,
        'origin_mismatch',
      ])
      expect((await api.get('/users', { as: session })).status).toBe(200)
    },
  )

  it('is 503 when D1 fails, and clears the cookie', async () => {
    const { refresh_token } = await signedIn()
    const headers = { Cookie: `__Host-refresh=${refresh_token}`, Origin: origin }
    const body = { token: 'x' }
    const failed = await fetchWith(
      { DB: failing(env.DB, ['batch']) },
      request('POST', '/users/logout', { body, headers }),
    )
    expect(failed.headers.getSetCookie()).toEqual(cleared)
    expect(await errorOf(failed)).toEqual([503, 'service_unavailable'])
  })
})
