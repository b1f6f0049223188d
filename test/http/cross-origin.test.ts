import { describe, expect, it } from 'vitest'
import { api, request } from '../support/client.ts'
import { newUser, password } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

const app = 'https://app.example'
const other = 'https://b.example:8443'
const CORS_ORIGINS = `${app}, ${other}`

/** Sends a request from `origin` to a service with two configured origins. */
const askFrom = (origin: string, method: string, path: string, headers: Record<string, string> = {}) =>
  fetchWith({ CORS_ORIGINS }, request(method, path, { headers: { Origin: origin, ...headers } }))

const preflight = (origin: string, path = '/books') =>
  askFrom(origin, 'OPTIONS', path, {
    'Access-Control-Request-Method': 'PATCH',
    'Access-Control-Request-Headers': 'authorization, content-type',
  })

const allowedOrigin = ({ headers }: Response) => headers.get('Access-Control-Allow-Origin')
const listed = ({ headers }: Response, name: string) => headers.get(name)?.toLowerCase().split(/, ?/)

const strangers = [
  'null',
  'https://evil.example',
  'http://app.example',
  'https://app.example:8443',
  'https://app.example.evil.example',
  'https://evil-app.example',
  'https://sub.app.example',
  'https://APP.example',
  'https://app.example/',
  'https://app.example, https://b.example:8443',
  '*',
  '',
]

describe('without configured origins', () => {
  it.each(['https://app.example', 'http://localhost:8787', 'http://localhost:3000', 'null'])(
    'no origin is allowed, not even %s',
    async (origin) => {
      for (const method of ['GET', 'OPTIONS']) {
        const response = await api.send(method, '/health', { headers: { Origin: origin } })
        expect(allowedOrigin(response)).toBeNull()
        expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false)
      }
    },
  )
})

describe('with configured origins', () => {
  it.each([app, other])('allows the origin of the request: %s', async (origin) => {
    for (const response of [await askFrom(origin, 'GET', '/health'), await preflight(origin)])
      expect(allowedOrigin(response)).toBe(origin)
  })

  it.each(strangers)('allows no other origin: %j', async (origin) => {
    for (const response of [await askFrom(origin, 'GET', '/health'), await preflight(origin)]) {
      expect(allowedOrigin(response)).toBeNull()
      expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false)
    }
  })

  it.each([
    ['GET', '/health'],
    ['GET', '/.well-known/jwks.json'],
    ['GET', '/users'],
    ['POST', '/users'],
    ['GET', '/nowhere'],
    ['DELETE', '/health'],
    ['OPTIONS', '/books'],
  ])('names the origin in Vary, for caches: %s %s', async (method, path) => {
    for (const origin of [app, 'https://evil.example'])
      expect(listed(await askFrom(origin, method, path), 'Vary')).toContain('origin')
  })

  it('lets scripts read errors too', async () => {
    const response = await askFrom(app, 'GET', '/users')
    expect(response.status).toBe(401)
    expect(allowedOrigin(response)).toBe(app)
  })

  it('never allows credentials', async () => {
    const { email } = await newUser()
    const body = { email, password }
    const signIn = request('POST', '/users/login', { body, headers: { Origin: app } })
    for (const response of [
      await fetchWith({ CORS_ORIGINS }, signIn),
      await askFrom(app, 'GET', '/users'),
      await preflight(app),
    ])
      expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false)
  })

  it('responds to a preflight without a token, with methods and headers', async () => {
    const response = await preflight(app)
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    const methods = listed(response, 'Access-Control-Allow-Methods')
    expect(methods).toEqual(expect.arrayContaining(['get', 'post', 'put', 'patch', 'delete']))
    const headers = listed(response, 'Access-Control-Allow-Headers')
    expect(headers).toEqual(expect.arrayContaining(['authorization', 'content-type', 'if-match']))
    expect(headers).not.toContain('*')
  })

  it('lets scripts read the headers of the API', async () => {
    const response = await askFrom(app, 'GET', '/health')
    const exposed = listed(response, 'Access-Control-Expose-Headers')
    expect(exposed).toEqual(
      expect.arrayContaining(['etag', 'link', 'location', 'retry-after', 'x-request-id']),
    )
    expect(exposed).not.toContain('*')
  })

  it('changes nothing else: a request still needs its token', async () => {
    const { email } = await newUser()
    const headers = { Origin: 'https://evil.example' }
    // CORS restricts reading. The service responds to a page of another origin, and the browser withholds the response.
    const response = await api.post('/users/login', { body: { email, password }, headers })
    expect([response.status, allowedOrigin(response)]).toEqual([200, null])
    expect((await askFrom(app, 'GET', '/users')).status).toBe(401)
  })
})
