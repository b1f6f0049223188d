import { describe, expect, it } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { validRequests } from '../valid-requests.ts'

describe('the envelope', () => {
  // An export is a file, a preview a picture, and a feed is XML. A browser reads the form of device-bound sessions.
  const files = [
    'GET /books/export',
    'GET /lookup/covers/:source/:id/:seal',
    'GET /shares/:key/feed.xml',
    'POST /users/sessions/binding',
    'POST /users/sessions/binding/refresh',
    // The messages of JSON-RPC.
    'POST /mcp',
    // KOReader reads plain bodies.
    'POST /koreader/users/create',
    'GET /koreader/users/auth',
    'PUT /koreader/syncs/progress',
    'GET /koreader/syncs/progress/:document',
  ]
  const withEnvelope = validRequests.filter(([name]) => !files.includes(name))

  it.each(withEnvelope)('of success: %s', async (name, makeRequest) => {
    const response = await fetchWith({}, await makeRequest(''))
    expect(response.ok).toBe(true)
    if (response.status === 204) {
      expect(response.headers.has('Content-Type')).toBe(false)
      return expect(await response.text()).toBe('')
    }
    const body = await response.json<Record<string, unknown>>()
    // The results of a batch are all of them: there is no next page.
    const isList = Array.isArray(body.data) && name !== 'POST /books/batch'
    expect(Object.keys(body)).toEqual(isList ? ['message', 'data', 'page'] : ['message', 'data'])
    expect(body.message).toMatch(/^\p{Lu}.*\.$/u)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
  })

  it('of an error', async () => {
    const response = await api.get('/users')
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
    const message = expect.stringMatching(/\w/)
    expect(await response.json()).toEqual({ message, data: null, error: { code: 'missing_token' } })
  })

  it('of an error, with the issues of the input', async () => {
    const response = await api.post('/users', { body: { name: 'One', email: 'x', password: 'short' } })
    const message = expect.stringMatching(/\w/)
    const issues = ['name', 'email', 'password'].map((path) => ({ path, message }))
    const error = { code: 'invalid_input', issues: expect.arrayContaining(issues.slice(0, 2)) }
    expect(await response.json()).toEqual({ message, data: null, error })
  })
})

describe('X-Request-Id', () => {
  const idOf = async (sent?: string) => {
    const headers = sent === undefined ? {} : { 'X-Request-Id': sent }
    return (await api.get('/nowhere', { headers })).headers.get('X-Request-Id')
  }

  it('is new for each request', async () => {
    const first = await idOf()
    expect(first).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(await idOf()).not.toBe(first)
  })

  it.each(['0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b', 'trace_1=a-B', 'x'.repeat(255)])(
    'is the sent one: %s',
    async (sent) => {
      expect(await idOf(sent)).toBe(sent)
    },
  )

  it.each(['<script>alert(1)</script>', 'a b', 'a"b', 'a,b', '{"level":"error"}', '%C3%BC', 'x'.repeat(256)])(
    'is new if the sent one is hostile: %s',
    async (sent) => {
      expect(await idOf(sent)).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  it('is on every kind of response', async () => {
    const as = await signedIn()
    const responses = await Promise.all([
      api.get('/health'),
      api.get('/users', { as }),
      api.get('/users'),
      api.post('/users', { body: {} }),
      api.delete('/health'),
      api.send('OPTIONS', '/users'),
      api.head('/health'),
      api.get('/.well-known/jwks.json'),
      api.delete('/users', { as }),
    ])
    for (const { headers } of responses) expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('a path that does not exist', () => {
  it.each([
    '/nowhere',
    '/user',
    '/USERS',
    '/users/somebody',
    '/users/login/now',
    '/users//login',
    '//users',
    '/users%2Flogin',
    '/health/..%2fusers',
    '/.well-known',
    '/covers/a',
    '/covers/a/b/c',
    '/%',
    '/%00',
    '/%E0%A4%A',
    '/__proto__',
    '/constructor',
    `/${'x'.repeat(8000)}`,
  ])('is 404: %s', async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
      expect(await errorOf(await api.send(method, path))).toEqual([404, 'not_found'])
  })

  it('is 404 for a signed-in user too', async () => {
    const response = await api.get('/nowhere', { as: await signedIn() })
    expect(await errorOf(response)).toEqual([404, 'not_found'])
  })
})
