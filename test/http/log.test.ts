import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { api, dataOf, errorOf, request } from '../support/client.ts'
import { lineOfRequest, linesOfTest } from '../support/logs.ts'
import { bookForm, fixture, newBook, newUser, password, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'

const requestLines = () => linesOfTest().filter(({ event }) => event === 'request')

it('a request that succeeds has one line, and nothing else is in it', async () => {
  const { user, ...as } = await signedIn()
  const { id } = await newBook(as)
  const response = await api.get(`/books/${id}`, { as, headers: { 'User-Agent': 'a\\nb' } })
  expect(linesOfTest().at(-1)).toEqual({
    level: 'info',
    event: 'request',
    requestId: response.headers.get('X-Request-Id'),
    method: 'GET',
    route: '/books/:id',
    status: 200,
    durationMs: expect.any(Number),
    d1Trips: 1,
    d1Ms: expect.any(Number),
    d1RowsRead: 3,
    d1RowsWritten: 0,
    userId: user.id,
    version: env.CF_VERSION_METADATA.id,
  })
  expect(requestLines()).toHaveLength(2)
})

it('a write has the rows that D1 wrote, and all of its trips', async () => {
  await newBook(await signedIn())
  expect(lineOfRequest()).toMatchObject({ route: '/books', status: 201, d1Trips: 2 })
  expect(lineOfRequest()?.d1RowsWritten).toBeGreaterThan(3)
})

it.each([
  ['GET', '/books', 401, 'missing_token', '/books'],
  ['GET', '/nowhere?token=abc', 404, 'not_found', '/*'],
  ['DELETE', '/health', 405, 'method_not_allowed', '/*'],
  ['GET', '/health?x=1', 400, 'invalid_query', '/*'],
] as const)('a request that fails has one line: %s %s', async (method, path, status, code, route) => {
  await api.send(method, path)
  const expected = { level: 'info', event: 'request', method, route, status, code }
  expect(linesOfTest()).toEqual([expect.objectContaining(expected)])
})

it('HEAD has a line, also where GET has a stream', async () => {
  const as = await signedIn()
  await api.head('/books/export', { as })
  expect(lineOfRequest()).toMatchObject({ method: 'HEAD', route: '/books/export', status: 200 })
})

it('a preflight has a line', async () => {
  const headers = { Origin: 'https://a.example' }
  await fetchWith({ CORS_ORIGINS: 'https://a.example' }, request('OPTIONS', '/users', { headers }))
  expect(requestLines()).toEqual([expect.objectContaining({ method: 'OPTIONS', status: 204 })])
})

it('a failure of the service is an error with its stack, an error of the client is not', async () => {
  const { email } = await newUser()
  await api.post('/users', { body: { name: 'Some Reader', email, password } })
  const login = request('POST', '/users/login', { body: { email, password } })
  await fetchWith({ DB: failing(env.DB, ['batch']) }, login)
  const [taken, failed] = requestLines()
  expect(taken).toMatchObject({ level: 'info', status: 409, code: 'email_taken', d1Trips: 1 })
  expect(JSON.stringify(taken)).toContain('UNIQUE constraint failed')
  expect(JSON.stringify(taken)).not.toContain('stack')
  expect(failed).toMatchObject({ level: 'error', status: 503, code: 'service_unavailable', d1Trips: 1 })
  expect(failed).toMatchObject({ cause: { name: 'DatabaseError', cause: { stack: expect.any(String) } } })
})

it('an ordinary error of a client has no stack', async () => {
  const { user, ...as } = await signedIn()
  const { title } = await newBook(as)
  const json = { 'Content-Type': 'application/json' }
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('It broke off')) })
  const broken = (await fixture('camera.jpg')).slice(0, 600) as File
  const before = linesOfTest().length
  await api.post('/users', { body: { name: 'Some Reader', email: user.email, password } })
  await api.post('/books', { as, body: await bookForm({ title }) })
  await api.post('/books', { as, body: await bookForm({ cover_image: broken }) })
  await api.get('/books/x', { as })
  await api.get('/books?cursor=x', { as })
  await api.get('/users', { headers: { Authorization: 'Bearer x' } })
  await api.patch('/users', { as, body: '{', headers: json })
  await fetchWith({}, request('POST', '/users/login', { body, headers: json }))
  const lines = linesOfTest().slice(before)
  expect(lines.map(({ status }) => status)).toEqual([409, 409, 400, 404, 400, 401, 400, 400])
  expect(JSON.stringify(lines)).not.toMatch(/stack|\.ts:\d/)
})

it('a service that is not configured has lines as well', async () => {
  await fetchWith({ PUBLIC_URL: '' }, request('GET', '/health'))
  const version = env.CF_VERSION_METADATA.id
  expect(requestLines()).toEqual([expect.objectContaining({ code: 'misconfigured', version })])
})

it('every line of a request carries the id of the response and the version', async () => {
  const { user } = await signedIn()
  const response = await api.post('/users/login', { body: { email: user.email, password } })
  const { access_token } = await dataOf(response)
  expect(access_token).toMatch(/^ey/)
  const ids = { requestId: response.headers.get('X-Request-Id'), version: env.CF_VERSION_METADATA.id }
  expect(linesOfTest()).toEqual([
    expect.objectContaining({ event: 'signed_in', userId: user.id, ...ids }),
    expect.objectContaining({ event: 'request', ...ids }),
  ])
})

it('a value that is thrown and is no error is a 500 with a line', async () => {
  const DB = new Proxy(env.DB, {
    get: () => () => {
      throw 'the session failed'
    },
  })
  const response = await fetchWith({ DB }, request('GET', '/health'))
  expect(await errorOf(response)).toEqual([500, 'internal_error'])
  expect(requestLines()).toEqual([
    expect.objectContaining({ status: 500, cause: expect.objectContaining({ cause: 'the session failed' }) }),
  ])
})

it.each([
  ['https://evil.example/?email=emma@example.com', 'https://evil.example'],
  ['https://emma:secret@evil.example', 'https://evil.example'],
  ['null', 'null'],
  ['emma@example.com', 'malformed'],
])('of the Origin %s the line has %s', async (origin, logged) => {
  const headers = { Origin: origin, Cookie: '__Host-refresh=x' }
  expect((await api.post('/users/refresh', { headers })).status).toBe(403)
  expect(lineOfRequest()).toMatchObject({ code: 'origin_mismatch', cause: { origin: logged } })
})

it('a text that cannot be parsed is not in the line', async () => {
  const as = await signedIn()
  const position = new TextEncoder().encode('["A private title",x]')
  const cursor = position.toBase64({ alphabet: 'base64url', omitPadding: true })
  expect((await api.get(`/books?sort=title&cursor=${cursor}`, { as })).status).toBe(400)
  expect(lineOfRequest()).toMatchObject({ code: 'invalid_cursor', cause: { name: 'SyntaxError' } })
  expect(JSON.stringify(lineOfRequest())).not.toMatch(/private|title/)
})
