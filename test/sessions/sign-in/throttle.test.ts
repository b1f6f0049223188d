import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { api, dataOf, origin, errorOf, request, type Session } from '../../support/client.ts'
import { newUser, password, signedIn, signIn, type TestUser } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'

const second = 1000
const day = 24 * 60 * 60 * second
/** So many wrong passwords are free. The tests have the real number: docs/limits.md tells it. */
const free = Number(env.FREE_GUESSES)

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

let hashing: MockInstance<SubtleCrypto['deriveBits']>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
  // Counted, and cheap: how many hashes are computed matters here, not what they cost.
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle)
  hashing = vi
    .spyOn(crypto.subtle, 'deriveBits')
    .mockImplementation((pbkdf2, key, length) =>
      derive({ ...(pbkdf2 as SubtleCryptoDeriveKeyAlgorithm), iterations: 1 }, key, length),
    )
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

interface Guess {
  secret?: string
  fields?: object
  headers?: Record<string, string>
}

const guess = ({ email }: { email: string }, { secret = 'a guess', fields, headers = {} }: Guess = {}) =>
  api.post('/users/login', { body: { email, password: secret, ...fields }, headers })

/** @returns the codes of `n` answers, one after the other */
const codesOf = async (n: number, ask: () => Promise<Response>) => {
  const codes: unknown[] = []
  for (let i = 0; i < n; i++) codes.push((await errorOf(await ask()))[1])
  return codes
}

const wrong = (n: number) => Array(n).fill('invalid_credentials')

/** What a stranger does who wants to lock a reader out. */
const lockOut = async (user: { email: string }) => {
  expect(await codesOf(free + 1, () => guess(user))).toEqual([...wrong(free), 'rate_limited'])
}

const retryAfter = ({ headers }: Response) => Number(headers.get('Retry-After'))

describe('guessing a password', () => {
  it('is slowed down after the free guesses, and says for how long', async () => {
    const user = await newUser()
    expect(await codesOf(free, () => guess(user))).toEqual(wrong(free))
    const response = await guess(user)
    expect(retryAfter(response)).toBe(30)
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
    pass(29 * second)
    const early = await guess(user)
    expect([early.status, retryAfter(early)]).toEqual([429, 1])
    pass(1 * second)
    expect(await codesOf(2, () => guess(user))).toEqual(['invalid_credentials', 'rate_limited'])
  })

  it('never says that the wait is shorter than it is', async () => {
    const user = await newUser()
    await codesOf(free, () => guess(user))
    for (const [ms, seconds] of [
      [1, 30],
      [998, 30],
      [2, 29],
      [28_000, 1],
      [998, 1],
    ] as const) {
      pass(ms)
      const response = await guess(user)
      expect([response.status, retryAfter(response)]).toEqual([429, seconds])
    }
    pass(1)
    expect((await guess(user)).status).toBe(401)
  })

  it('waits twice as long each time, from the hundredth guess on a day', async () => {
    const user = await newUser()
    await codesOf(free, () => guess(user))
    const waits: number[] = []
    for (let guesses = free; guesses < 103; guesses++) {
      const wait = retryAfter(await guess(user))
      waits.push(wait)
      pass(wait * second - 1)
      expect((await guess(user)).status).toBe(429)
      pass(1)
      expect((await guess(user)).status).toBe(401)
    }
    const doubled = [30, 60, 120, 240, 480, 960, 1920]
    expect(waits).toEqual([
      ...doubled,
      ...Array(100 - free - doubled.length).fill(3840),
      ...Array(3).fill(86_400),
    ])
  }, 60_000)

  it('is not slowed down further by what was refused', async () => {
    const user = await newUser()
    await lockOut(user)
    expect(await codesOf(20, () => guess(user))).toEqual(Array(20).fill('rate_limited'))
    pass(30 * second)
    expect((await guess(user)).status).toBe(401)
  })

  it('gets no more tries for 1,000 at once, and the open session goes on', async () => {
    const owner = await signedIn()
    const before = hashing.mock.calls.length
    const responses = await Promise.all(Array.from({ length: 1000 }, () => guess(owner.user)))
    const statuses = responses.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([...Array(free).fill(401), ...Array(1000 - free).fill(429)])
    expect(hashing.mock.calls.length - before).toBe(free)
    expect((await api.get('/users', { as: owner })).status).toBe(200)
    const { refresh_token } = owner
    expect((await api.post('/users/refresh', { body: { refresh_token } })).status).toBe(200)
  }, 60_000)

  it('counts an address in any case, and over Basic, as one', async () => {
    const { email } = await newUser()
    const headers = { Authorization: `Basic ${btoa(`${email}:a guess`)}` }
    expect(await codesOf(free - 6, () => guess({ email }))).toEqual(wrong(free - 6))
    expect(await codesOf(3, () => guess({ email: email.toUpperCase() }))).toEqual(wrong(3))
    expect(await codesOf(3, () => api.post('/users/login', { headers }))).toEqual(wrong(3))
    expect((await guess({ email })).status).toBe(429)
    expect((await api.post('/users/login', { headers })).status).toBe(429)
  })

  it('does not tell whether the address is known', async () => {
    const known = await newUser()
    const unknown = { email: `nobody-${crypto.randomUUID()}@example.com` }
    const seen = async (user: { email: string }) => {
      const response = await guess(user)
      const headers = Object.fromEntries(response.headers)
      return {
        status: response.status,
        headers: { ...headers, 'x-request-id': '', 'x-d1-bookmark': '' },
        body: await response.json(),
      }
    }
    for (const wait of [...Array(free + 3).fill(0), 29 * second, 1 * second, 0, 60 * second, 0]) {
      pass(wait)
      expect(await seen(unknown)).toEqual(await seen(known))
    }
  })

  it('hides the right password too while it waits; then that clears the count', async () => {
    const user = await newUser()
    await lockOut(user)
    expect(await errorOf(await guess(user, { secret: password }))).toEqual([429, 'rate_limited'])
    pass(30 * second)
    expect((await guess(user, { secret: password })).status).toBe(200)
    await lockOut(user)
  })

  it.each([
    [day - 1, [...wrong(1), 'rate_limited']],
    [day, wrong(2)],
  ])('is forgotten after a day: all but one, %d ms, two more', async (ms, codes) => {
    const user = await newUser()
    await codesOf(free - 1, () => guess(user))
    pass(ms)
    expect(await codesOf(2, () => guess(user))).toEqual(codes)
  })

  it('is counted without a word of whom', async () => {
    const { user, ...session } = await signedIn()
    await guess(user)
    await guess(user, { fields: { refresh_token: session.refresh_token } })
    const { results } = await env.DB.prepare('select * from guesses').all<{ key: string }>()
    expect(results.length).toBeGreaterThanOrEqual(2)
    for (const { key } of results) expect(key).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(results)).not.toContain(user.email)
  })

  it('has its number of free guesses from the configuration', async () => {
    const { email } = await newUser()
    const ask = () =>
      fetchWith(
        { FREE_GUESSES: '3' },
        request('POST', '/users/login', { body: { email, password: 'a guess' } }),
      )
    expect(await codesOf(4, ask)).toEqual([...wrong(3), 'rate_limited'])
  })
})

describe('a known device', () => {
  /** Signs in with a cookie. @returns the mark of the device */
  const markOf = async ({ email }: TestUser, mark?: string): Promise<string> => {
    const headers = { Origin: origin, ...(mark && { Cookie: `__Host-device=${mark}` }) }
    const response = await guess({ email }, { secret: password, fields: { transport: 'cookie' }, headers })
    expect(response.status).toBe(200)
    return /__Host-device=([^;]+)/.exec(response.headers.getSetCookie().join('\n'))?.[1] ?? ''
  }

  const marked = (mark: string, secret?: string): Guess => ({
    headers: { Cookie: `__Host-device=${mark}` },
    ...(secret && { secret }),
  })

  it('is not locked out by a stranger, and keeps its mark', async () => {
    const user = await newUser()
    const mark = await markOf(user)
    await lockOut(user)
    expect((await guess(user, marked(mark, password))).status).toBe(200)
    expect(await markOf(user, mark)).toBe(mark)
    expect((await guess(user, { secret: password })).status).toBe(429)
  })

  it('has free guesses of its own, and no more', async () => {
    const user = await newUser()
    const mark = await markOf(user)
    const codes = await codesOf(free + 1, () => guess(user, marked(mark)))
    expect(codes).toEqual([...wrong(free), 'rate_limited'])
    expect((await guess(user, marked(mark, password))).status).toBe(429)
    expect((await guess(user, { secret: password })).status).toBe(200)
    pass(30 * second)
    expect((await guess(user, marked(mark, password))).status).toBe(200)
  })

  it.each<[string, (mark: string) => string]>([
    ['a blank in it', (mark) => `${mark.slice(0, 9)} ${mark.slice(9)}`],
    ['many blanks in it', (mark) => [...mark].join('  ')],
    ['an escaped line break in it', (mark) => `${mark.slice(0, 9)}%0A${mark.slice(9)}`],
    ['an escaped character', (mark) => `%${mark.charCodeAt(0).toString(16)}${mark.slice(1)}`],
    ['quotes', (mark) => `"${mark}"`],
  ])('has no further guesses for another spelling of its mark: %s', async (_, respell) => {
    const user = await newUser()
    const mark = await markOf(user)
    await lockOut(user)
    await codesOf(free, () => guess(user, marked(mark)))
    expect(await codesOf(1, () => guess(user, marked(respell(mark))))).toEqual(['rate_limited'])
  })

  it('is known at the address that it signed in to, nowhere else', async () => {
    const mark = await markOf(await newUser())
    const other = await newUser()
    await lockOut(other)
    expect((await guess(other, marked(mark, password))).status).toBe(429)
  })

  it.each(['', 'x', 'A'.repeat(64), 'x'.repeat(4000), '%', '%ff'])(
    'is not known by the mark %j',
    async (mark) => {
      const user = await newUser()
      await markOf(user)
      await lockOut(user)
      expect((await guess(user, marked(mark, password))).status).toBe(429)
    },
  )

  const asField = (refresh_token: string) => ({ fields: { refresh_token } })
  const asCookie = (token: string) => ({ headers: { Cookie: `__Host-refresh=${token}` } })

  it.each([
    ['the body', asField],
    ['a cookie', asCookie],
  ])('is known by a live refresh token in %s, with free guesses of its own', async (_, show) => {
    const { user, refresh_token } = await signedIn()
    await lockOut(user)
    const known = show(refresh_token)
    expect((await guess(user, { ...known, secret: password })).status).toBe(200)
    const codes = await codesOf(free + 1, () => guess(user, known))
    expect(codes).toEqual([...wrong(free), 'rate_limited'])
    expect((await guess(user, { ...known, secret: password })).status).toBe(429)
  })

  it.each<[string, (session: Session) => Promise<string> | string]>([
    ['a dead one', signedOut],
    ['one of somebody else', async () => (await signedIn()).refresh_token],
    ['an access token', ({ access_token }) => access_token.slice(0, 256)],
    ['one that nobody sealed', () => `bprt_${'A'.repeat(70)}`],
    ['nonsense', () => 'nonsense'],
  ])('is not known by %s', async (_, tokenOf) => {
    const { user, ...session } = await signedIn()
    const shown = await tokenOf(session)
    await lockOut(user)
    for (const show of [asField, asCookie])
      expect((await guess(user, { ...show(shown), secret: password })).status).toBe(429)
  })

  it('is not known by a token whose session ran out', async () => {
    const { user, refresh_token } = await signedIn()
    pass(30 * day)
    await lockOut(user)
    expect((await guess(user, { ...asField(refresh_token), secret: password })).status).toBe(429)
  })
})

/** @returns the refresh token of a session that it ends */
async function signedOut({ refresh_token }: Session) {
  expect((await api.post('/users/logout', { body: { refresh_token } })).status).toBe(204)
  return refresh_token
}

describe('the password asked for again', () => {
  const change = (as: Session, current_password = 'a guess') =>
    api.put('/users/password', { as, body: { current_password, new_password: 'another staple battery 9' } })
  const purge = (as: Session, secret = 'a guess') =>
    api.delete('/users?purge=true', { as, body: { password: secret } })

  it.each([
    ['PUT /users/password', change],
    ['DELETE /users?purge=true', purge],
  ])('is guessed freely for a while, then slowly: %s', async (_, confirm) => {
    const session = await signedIn()
    const before = hashing.mock.calls.length
    expect(await codesOf(free, () => confirm(session))).toEqual(wrong(free))
    expect(hashing.mock.calls.length - before).toBe(free)
    for (const secret of ['a guess', password]) {
      const response = await confirm(session, secret)
      expect([response.status, retryAfter(response)]).toEqual([429, 30])
    }
    expect(hashing.mock.calls.length - before).toBe(free)
    pass(30 * second)
    expect((await confirm(session, password)).status).toBe(204)
  })

  it('has one count for both', async () => {
    const session = await signedIn()
    expect(await codesOf(free - 5, () => change(session))).toEqual(wrong(free - 5))
    expect(await codesOf(6, () => purge(session))).toEqual([...wrong(5), 'rate_limited'])
  })

  it('gets no more tries for 50 at once', async () => {
    const session = await signedIn()
    const responses = await Promise.all(Array.from({ length: 50 }, () => change(session)))
    const statuses = responses.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([...Array(free).fill(401), ...Array(50 - free).fill(429)])
  })

  it('locks neither other sessions nor the sign-in', async () => {
    const { user, ...session } = await signedIn()
    const other = await signIn(user)
    expect((await codesOf(free + 1, () => change(session))).at(-1)).toBe('rate_limited')
    expect(await codesOf(free - 1, () => guess(user))).toEqual(wrong(free - 1))
    expect((await guess(user, { secret: password })).status).toBe(200)
    expect((await change(other, password)).status).toBe(204)
  })

  it('does not count what was right, even if the new password is not good enough', async () => {
    const session = await signedIn()
    const body = { current_password: password, new_password: 'short' }
    const ask = () => api.put('/users/password', { as: session, body })
    expect(await codesOf(free + 2, ask)).toEqual(Array(free + 2).fill('invalid_input'))
  })

  it('starts anew after a right one', async () => {
    const session = await signedIn()
    await codesOf(free - 1, () => change(session))
    expect((await change(session, password)).status).toBe(204)
    expect(await codesOf(free + 1, () => change(session))).toEqual([...wrong(free), 'rate_limited'])
  })
})

it('computes no hash for an attempt that is refused', async () => {
  const user = await newUser()
  const before = hashing.mock.calls.length
  await lockOut(user)
  expect(hashing.mock.calls.length - before).toBe(free)
  await codesOf(10, () => guess(user, { secret: password }))
  expect(hashing.mock.calls.length - before).toBe(free)
  expect(await dataOf(await guess(user))).toBeNull()
})
