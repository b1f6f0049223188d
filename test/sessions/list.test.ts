import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, dataOf, type Session } from '../support/client.ts'
import { newUser, password, signedIn, signIn, type TestUser } from '../support/makers.ts'

const day = 24 * 60 * 60 * 1000
const start = Date.parse('2026-12-01T12:00:00.250Z')
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

const list = async (as: Session) => dataOf(await api.get('/users/sessions', { as }))
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
  it('shows the dates, the device and nothing else of a session', async () => {
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

  it('has the session first that was used last', async () => {
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

  it('leaves out expired and ended sessions, and those of other users', async () => {
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
  ])('shows a hostile User-Agent as text: %j', async (userAgent) => {
    const session = await signInFrom(await newUser(), userAgent)
    const response = await api.get('/users/sessions', { as: session })
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json\b/)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    const [{ user_agent, device }] = await dataOf(response)
    expect(user_agent).toBe(userAgent)
    expect(device === null || userAgent.includes(device) || device.endsWith(' on Windows')).toBe(true)
  })

  it('keeps the beginning of a User-Agent of 5,000 characters', async () => {
    const long = `${windows} ${'x'.repeat(5000 - windows.length - 1)}`
    const [{ user_agent, device }] = await list(await signInFrom(await newUser(), long))
    expect(long.startsWith(user_agent)).toBe(true)
    expect(user_agent.length).toBeLessThanOrEqual(512)
    expect(device).toBe('Firefox on Windows')
  })
})
