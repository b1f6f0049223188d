import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type Attempt,
  attempt,
  codesOf,
  countForDevice,
  day,
  free,
  lockOut,
  pass,
  second,
  wrong,
} from '../../auth/throttle/attempts.ts'
import { api, origin, type Session } from '../../support/client.ts'
import { newUser, password, signedIn, type TestUser } from '../../support/makers.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Signs in with a cookie. @returns the mark of the device */
const markOf = async ({ email }: TestUser, mark?: string): Promise<string> => {
  const headers = { Origin: origin, ...(mark && { Cookie: `__Host-device=${mark}` }) }
  const response = await attempt({ email }, { secret: password, fields: { transport: 'cookie' }, headers })
  expect(response.status).toBe(200)
  return /__Host-device=([^;]+)/.exec(response.headers.getSetCookie().join('\n'))?.[1] ?? ''
}

const marked = (mark: string, secret?: string): Attempt => ({
  headers: { Cookie: `__Host-device=${mark}` },
  ...(secret && { secret }),
})

describe('the mark of a known device', () => {
  it('lets its owner sign in after a stranger used up the free attempts, and stays the same', async () => {
    const user = await newUser()
    const mark = await markOf(user)
    await lockOut(user)
    expect((await attempt(user, marked(mark, password))).status).toBe(200)
    expect(await markOf(user, mark)).toBe(mark)
    expect((await attempt(user, { secret: password })).status).toBe(429)
  })

  it('has its own free attempts, and no more', async () => {
    const user = await newUser()
    const mark = await markOf(user)
    const codes = await codesOf(free + 1, () => attempt(user, marked(mark)))
    expect(codes).toEqual([...wrong(free), 'rate_limited'])
    expect((await attempt(user, marked(mark, password))).status).toBe(429)
    expect((await attempt(user, { secret: password })).status).toBe(200)
    pass(30 * second)
    expect((await attempt(user, marked(mark, password))).status).toBe(200)
  })

  it.each<[string, (mark: string) => string]>([
    ['a blank in it', (mark) => `${mark.slice(0, 9)} ${mark.slice(9)}`],
    ['many blanks in it', (mark) => [...mark].join('  ')],
    ['an escaped line break in it', (mark) => `${mark.slice(0, 9)}%0A${mark.slice(9)}`],
    ['an escaped character', (mark) => `%${mark.charCodeAt(0).toString(16)}${mark.slice(1)}`],
    ['quotes', (mark) => `"${mark}"`],
  ])('gives no further attempts in another spelling: %s', async (_, respell) => {
    const user = await newUser()
    const mark = await markOf(user)
    await lockOut(user)
    await countForDevice(user, mark)
    expect(await codesOf(1, () => attempt(user, marked(respell(mark))))).toEqual(['rate_limited'])
  })

  it('is valid only for the email that signed in', async () => {
    const mark = await markOf(await newUser())
    const other = await newUser()
    await lockOut(other)
    expect((await attempt(other, marked(mark, password))).status).toBe(429)
  })

  it.each(['', 'x', 'A'.repeat(64), 'x'.repeat(4000), '%', '%ff'])('cannot be invented: %j', async (mark) => {
    const user = await newUser()
    await markOf(user)
    await lockOut(user)
    expect((await attempt(user, marked(mark, password))).status).toBe(429)
  })
})

const asField = (refresh_token: string) => ({ fields: { refresh_token } })
const asCookie = (token: string) => ({ headers: { Cookie: `__Host-refresh=${token}` } })

describe('a refresh token as the proof of a known device', () => {
  it.each([
    ['in the body', asField],
    ['in a cookie', asCookie],
  ])('gives its own free attempts while its session is live: %s', async (_, show) => {
    const { user, refresh_token } = await signedIn()
    await lockOut(user)
    const known = show(refresh_token)
    expect((await attempt(user, { ...known, secret: password })).status).toBe(200)
    const codes = await codesOf(free + 1, () => attempt(user, known))
    expect(codes).toEqual([...wrong(free), 'rate_limited'])
    expect((await attempt(user, { ...known, secret: password })).status).toBe(429)
  })

  it.each<[string, (session: Session) => Promise<string> | string]>([
    ['a token whose session was ended', signedOut],
    ['a token of another user', async () => (await signedIn()).refresh_token],
    ['an access token', ({ access_token }) => access_token.slice(0, 256)],
    ['an invented token', () => `bprt_${'A'.repeat(70)}`],
    ['a senseless text', () => 'nonsense'],
  ])('is not %s', async (_, tokenOf) => {
    const { user, ...session } = await signedIn()
    const shown = await tokenOf(session)
    await lockOut(user)
    for (const show of [asField, asCookie])
      expect((await attempt(user, { ...show(shown), secret: password })).status).toBe(429)
  })

  it('is not a token whose session has expired', async () => {
    const { user, refresh_token } = await signedIn()
    pass(30 * day)
    await lockOut(user)
    expect((await attempt(user, { ...asField(refresh_token), secret: password })).status).toBe(429)
  })
})

/** @returns the refresh token of a session that it ends */
async function signedOut({ refresh_token }: Session) {
  expect((await api.post('/users/logout', { body: { refresh_token } })).status).toBe(204)
  return refresh_token
}
