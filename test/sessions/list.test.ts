import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { app } from '../../src/app.ts'
import { requireUser } from '../../src/auth/require-user.ts'
import { requireDownload } from '../../src/sessions/download-tokens/require-download.ts'
import { importForm } from '../operations.ts'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { bookForm, newBook, newUser, password, signedIn, signIn, type TestUser } from '../support/makers.ts'

const day = 24 * 60 * 60 * 1000
const start = Date.parse('2026-12-01T12:00:00.250Z')
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

const list = async (as: Session) => dataOf(await api.get('/users/sessions', { as }))
const idOf = async (as: Session): Promise<string> =>
  (await list(as)).find(({ current }: { current: boolean }) => current).id
const refresh = ({ refresh_token }: Session) => api.post('/users/refresh', { body: { refresh_token } })

const signInFrom = async (user: TestUser, userAgent: string | undefined): Promise<Session> => {
  const headers: Record<string, string> = userAgent === undefined ? {} : { 'User-Agent': userAgent }
  return dataOf(await api.post('/users/login', { body: { email: user.email, password }, headers }))
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('GET /users/sessions', () => {
  it('tells of a session what its owner may want to know, and no more', async () => {
    const session = await signInFrom(await newUser(), 'curl/8.5.0')
    const response = await api.get('/users/sessions', { as: session })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      message: expect.any(String),
      data: [
        {
          id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
          created_at: '2026-12-01T12:00:00.250Z',
          last_used_at: '2026-12-01T12:00:00.250Z',
          user_agent: 'curl/8.5.0',
          device: 'curl',
          current: true,
        },
      ],
      page: { next: null },
    })
  })

  it('lists what was used last first', async () => {
    const user = await newUser()
    const sessions: Session[] = []
    for (const agent of ['first', 'second', 'third']) {
      sessions.push(await signInFrom(user, agent))
      pass(60_000)
    }
    await refresh(sessions[0] as Session)
    const rows = await list(sessions[1] as Session)
    expect(rows).toMatchObject([
      {
        user_agent: 'first',
        created_at: '2026-12-01T12:00:00.250Z',
        last_used_at: '2026-12-01T12:03:00.250Z',
      },
      { user_agent: 'third', last_used_at: '2026-12-01T12:02:00.250Z', current: false },
      { user_agent: 'second', last_used_at: '2026-12-01T12:01:00.250Z', current: true },
    ])
  })

  it('leaves out what is over, and what is of others', async () => {
    const user = await newUser()
    await signIn(user)
    pass(day)
    const ended = await signIn(user)
    pass(29 * day)
    await signedIn()
    const here = await signIn(user)
    await api.post('/users/logout', { as: ended })
    expect(await list(here)).toMatchObject([{ current: true }])
  })

  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0'
  const iPhone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
    'Version/18.6 Mobile/15E148 Safari/604.1'

  it.each([
    ['curl/8.5.0', 'curl'],
    ['bookworm', 'bookworm'],
    ['python-requests/2.32.3', 'python-requests'],
    [windows, 'Firefox on Windows'],
    [iPhone, 'Safari on iOS'],
    ['', null],
    [undefined, null],
  ])('names the device of User-Agent %j', async (userAgent, device) => {
    const session = await signInFrom(await newUser(), userAgent)
    expect(await list(session)).toMatchObject([{ user_agent: userAgent ?? '', device }])
  })

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>/1.0 (Windows NT 10.0)',
    'Mozilla/5.0 ({{7*7}}; %00%0d%0aX: y)',
    "'; drop table sessions; --",
    '__proto__/1',
    '(((((((((((((((((((((((((((((((((((((((((((((((((((((((((',
  ])('is not impressed by User-Agent %j', async (userAgent) => {
    const session = await signInFrom(await newUser(), userAgent)
    const response = await api.get('/users/sessions', { as: session })
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json\b/)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    const [{ user_agent, device }] = await dataOf(response)
    expect(user_agent).toBe(userAgent)
    expect(device === null || userAgent.includes(device) || device.endsWith(' on Windows')).toBe(true)
  })

  it('keeps of 5,000 characters what is worth keeping', async () => {
    const long = `${windows} ${'x'.repeat(5000 - windows.length - 1)}`
    const [{ user_agent, device }] = await list(await signInFrom(await newUser(), long))
    expect(long.startsWith(user_agent)).toBe(true)
    expect(user_agent.length).toBeLessThanOrEqual(512)
    expect(device).toBe('Firefox on Windows')
  })
})

describe('DELETE /users/sessions', () => {
  it('ends all of the sessions, and nobody else’s', async () => {
    const here = await signedIn()
    const elsewhere = await signIn(here.user)
    const somebody = await signedIn()
    expect((await api.delete('/users/sessions', { as: here })).status).toBe(204)
    for (const session of [here, elsewhere]) {
      expect(await errorOf(await api.get('/users', { as: session }))).toEqual([401, 'invalid_token'])
      expect(await errorOf(await refresh(session))).toEqual([401, 'invalid_token'])
    }
    expect(await list(somebody)).toHaveLength(1)
    expect((await signIn(here.user)).access_token).toEqual(expect.any(String))
  })

  it('/:id ends one', async () => {
    const here = await signedIn()
    const elsewhere = await signIn(here.user)
    const path = `/users/sessions/${await idOf(elsewhere)}`
    expect((await api.delete(path, { as: here })).status).toBe(204)
    expect(await errorOf(await api.get('/users', { as: elsewhere }))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await refresh(elsewhere))).toEqual([401, 'invalid_token'])
    expect(await list(here)).toMatchObject([{ current: true }])
    expect(await errorOf(await api.delete(path, { as: here }))).toEqual([404, 'session_not_found'])
  })

  it('/:id ends the present one too', async () => {
    const here = await signedIn()
    const path = `/users/sessions/${(await idOf(here)).toUpperCase()}`
    expect((await api.delete(path, { as: here })).status).toBe(204)
    expect(await errorOf(await api.delete(path, { as: here }))).toEqual([401, 'invalid_token'])
  })

  it('/:id does not reach the sessions of others', async () => {
    const here = await signedIn()
    const somebody = await signedIn()
    const response = await api.delete(`/users/sessions/${await idOf(somebody)}`, { as: here })
    expect(await errorOf(response)).toEqual([404, 'session_not_found'])
    expect(await list(somebody)).toHaveLength(1)
  })

  it.each([crypto.randomUUID(), 'x', '0', '%00', 'null', '00000000-0000-0000-0000-000000000000', "'--"])(
    '/%s is none',
    async (id) => {
      const response = await api.delete(`/users/sessions/${id}`, { as: await signedIn() })
      expect(await errorOf(response)).toEqual([404, 'session_not_found'])
    },
  )
})

describe('a session that was ended', () => {
  const guards: unknown[] = [requireUser, requireDownload]
  const guarded = app.routes.filter(({ handler }) => guards.includes(handler))
  const change = { current_password: password, new_password: 'another staple battery 9' }

  // Valid input for every guarded route: it is the session that must be refused, not the request.
  const requests: [route: string, query: string, body?: () => unknown][] = [
    ['GET /users', ''],
    ['PUT /users', '', () => ({ name: 'Another Name' })],
    ['PATCH /users', '', () => ({ name: 'Another Name' })],
    ['PUT /users/password', '', () => change],
    ['DELETE /users', ''],
    ['DELETE /users', '?purge=true', () => ({ password })],
    ['GET /users/sessions', ''],
    ['DELETE /users/sessions', ''],
    ['DELETE /users/sessions/:id', ''],
    ['POST /users/download-tokens', ''],
    ['POST /books', '', () => bookForm()],
    ['POST /books/import', '', importForm],
    ['GET /books/export', ''],
    ['GET /books', ''],
    ['GET /books/:id', ''],
    ['PUT /books/:id', '', () => ({ title: 'Another' })],
    ['PUT /books/:id', '', () => bookForm()],
    ['PATCH /books/:id', '', () => ({ title: 'Another' })],
    ['PATCH /books/:id', '', () => bookForm()],
    ['DELETE /books/:id', ''],
  ]

  const tables = ['users', 'books', 'sessions', 'download_tokens', 'unowned_covers']
  const everything = () =>
    env.DB.batch(tables.map((name) => env.DB.prepare(`select * from ${name}`))).then((results) =>
      results.map((result) => result.results),
    )

  it('is tried on every guarded route', () => {
    const routes = guarded.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(requests.map(([route]) => route))).toEqual(new Set(routes))
  })

  it.each(requests)(
    'is refused by the next request, which changes nothing: %s%s',
    async (route, query, body) => {
      const elsewhere = await signedIn()
      const here = await signIn(elsewhere.user)
      const [method = '', path = ''] = route.split(' ')
      const id = path.startsWith('/books') ? (await newBook(here)).id : await idOf(elsewhere)
      const options = { as: here, ...(body && { body: await body() }) }
      await api.post('/users/logout', { body: { refresh_token: here.refresh_token } })

      const before = await everything()
      const response = await api.send(method, path.replace(':id', id) + query, options)
      expect(await errorOf(response)).toEqual([401, 'invalid_token'])
      expect(await everything()).toEqual(before)
    },
  )
})
