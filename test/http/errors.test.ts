import { env } from 'cloudflare:workers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ApiError, type ErrorCode, errors } from '../../src/http/errors.ts'
import { failingAfter } from '../faults.ts'
import { nameOf, operations } from '../operations.ts'
import { api, errorOf, request } from '../support/client.ts'
import { newUser, password, signedIn, signIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { validRequests } from '../valid-requests.ts'

const internals =
  /temporarily unavailable at|D1_|SQL|sqlite|select |insert |stack|\.ts|src\/|pbkdf2|R2|hash|undefined/i

describe('the table of errors', () => {
  it.each(Object.entries(errors))('has a code, a status and a sentence: %s', (code, [status, message]) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    expect(message).toMatch(/^\p{Lu}.*\.$/u)
    expect(new ApiError(code as ErrorCode).status).toBe(status)
  })
})

describe('an unexpected error', () => {
  const breaking = (error: unknown) =>
    ({
      get: () => Promise.reject(error),
      head: () => {
        throw error
      },
    }) as unknown as R2Bucket

  it('is 500, and reveals nothing of its cause', async () => {
    const COVERS = breaking(new TypeError('secret internals'))
    const ask = request('GET', `/covers/${'A'.repeat(22)}/cover.webp`, { headers: { Range: 'bytes=0-1' } })
    const response = await fetchWith({ COVERS }, ask)
    expect(JSON.stringify([...response.headers])).not.toContain('secret internals')
    const body = await response.clone().text()
    expect(body).not.toContain('secret internals')
    expect(body).not.toContain('TypeError')
    expect(await errorOf(response)).toEqual([500, 'internal_error'])
  })

  it('is logged with its cause and the id of the request', async () => {
    const log = vi.spyOn(console, 'error')
    onTestFinished(() => log.mockRestore())
    const { email, id } = await newUser()
    await env.DB.prepare('update users set password_hash = ? where id = ?').bind('nonsense', id).run()
    const response = await api.post('/users/login', { body: { email, password } })
    const [line] = log.mock.calls.map(([text]) => JSON.parse(text))
    expect(line).toMatchObject({
      level: 'error',
      code: 'internal_error',
      route: '/users/login',
      requestId: response.headers.get('X-Request-Id'),
      cause: { name: 'Error', stack: expect.stringContaining('passwords/hash.ts') },
    })
    expect(JSON.stringify(line)).not.toContain('nonsense')
    expect(await response.clone().text()).not.toMatch(internals)
    expect(await errorOf(response)).toEqual([500, 'internal_error'])
  })
})

describe('when D1 fails', () => {
  const withoutD1 = [
    'GET /covers/:key/:file',
    'GET /.well-known/jwks.json',
    'GET /.well-known/security.txt',
    'GET /.well-known/webauthn',
    'GET /health',
    'GET /openapi.json',
    'POST /reports',
    'GET /koreader/healthcheck',
  ]

  it('a request for every operation that uses it is tried here', () => {
    const names = operations.map(nameOf).filter((name) => !withoutD1.includes(name))
    expect(validRequests.map(([name]) => name).toSorted()).toEqual(names.toSorted())
  })

  // It looks for the account after the response, which is the same for every email.
  const later = 'POST /users/password/forgot'

  it(`the response says nothing of it: ${later}`, async () => {
    const [, makeRequest] = validRequests.find(([name]) => name === later) ?? []
    const toSend = (await makeRequest?.('')) ?? request('GET', '/')
    const response = await fetchWith({ DB: failing(env.DB, ['batch']) }, toSend)
    expect(response.status).toBe(202)
  })

  it.each(validRequests.filter(([name]) => name !== later))(
    'the response is 503: %s',
    async (_, makeRequest) => {
      const response = await fetchWith({ DB: failing(env.DB, ['batch']) }, await makeRequest(''))
      expect(await response.clone().text()).not.toMatch(internals)
      expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    },
  )

  it('half-way through a sign-in, no session exists', async () => {
    const { email, id } = await newUser()
    const ask = request('POST', '/users/login', { body: { email, password } })
    const response = await fetchWith({ DB: failingAfter(env.DB, 'batch', 1) }, ask)
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    const { results } = await env.DB.prepare('select id from sessions where user_id = ?').bind(id).all()
    expect(results).toEqual([])
  })

  it.each([
    ['PUT', '/users/password', { current_password: password, new_password: 'Another-Horse-8' }],
    ['DELETE', '/users?purge=true', { password }],
  ])('half-way through %s %s, nothing has changed', async (method, path, body) => {
    const user = await signedIn()
    const response = await fetchWith(
      { DB: failingAfter(env.DB, 'batch', 1) },
      request(method, path, { as: user, body }),
    )
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    expect((await api.get('/users', { as: user })).status).toBe(200)
    await signIn(user.user)
  })

  it('the keys and the covers are still available', async () => {
    const DB = failing(env.DB)
    expect((await fetchWith({ DB }, request('GET', '/.well-known/jwks.json'))).status).toBe(200)
    const cover = await fetchWith({ DB }, request('GET', `/covers/${'A'.repeat(22)}/cover.webp`))
    expect(await errorOf(cover)).toEqual([404, 'cover_not_found'])
  })
})
