import { env } from 'cloudflare:workers'
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, dataOf, errorOf, origin, request, type Session } from '../../support/client.ts'
import { newUser, password, signedIn, signIn } from '../../support/makers.ts'
import { asSession } from '../../support/session.ts'
import { countingDatabase, failing, fetchWith } from '../../support/worker.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour

const refreshRequest = (token: unknown, headers?: Record<string, string>) =>
  request('POST', '/users/refresh', { body: { refresh_token: token }, ...(headers && { headers }) })

const refresh = (token: unknown) => api.post('/users/refresh', { body: { refresh_token: token } })

/** @returns the tokens that follow, which must be given */
const refreshed = async ({ refresh_token }: Session): Promise<Session & { refresh_expires_in: number }> => {
  const response = await refresh(refresh_token)
  expect(response.status).toBe(200)
  return dataOf(response)
}

const ask = (as: Session) => api.get('/users', { as })

const counterOf = ({ access_token }: Session) =>
  env.DB.prepare('select counter from sessions where id = ?')
    .bind(decodeJwt(access_token).sid)
    .first<number>('counter')

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('POST /users/refresh', () => {
  it('answers with new tokens of the same session', async () => {
    const { user, ...first } = await signedIn()
    pass(1000)
    const response = await refresh(first.refresh_token)
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Set-Cookie')).toBeNull()
    const second = await dataOf(response)
    expect(second).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      refresh_token: expect.stringMatching(/^[\w-]{32,256}$/),
      refresh_expires_in: 2_592_000,
      user,
    })
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(decodeJwt(second.access_token)).toMatchObject({ sid: decodeJwt(first.access_token).sid })
    expect((await ask(second)).status).toBe(200)
  })

  it('gives 50 parallel requests with one token the same successor, and rotates once', async () => {
    const first = await signedIn()
    const responses = await Promise.all(Array.from({ length: 50 }, () => refresh(first.refresh_token)))
    expect(responses.map(({ status }) => status)).toEqual(Array(50).fill(200))
    const answers: Session[] = await Promise.all(responses.map(dataOf))
    const [successor] = answers
    expect(new Set(answers.map((answer) => answer.refresh_token)).size).toBe(1)
    expect(await counterOf(first)).toBe(1)
    for (const answer of answers) expect((await ask(answer)).status).toBe(200)
    expect((await refresh(successor?.refresh_token)).status).toBe(200)
  })

  it('takes a body of unknown length, as one that comes in chunks', async () => {
    const { refresh_token } = await signedIn()
    const bytes = new TextEncoder().encode(JSON.stringify({ refresh_token }))
    const body = new Blob([bytes.slice(0, 9), bytes.slice(9)]).stream()
    const headers = { 'Content-Type': 'application/json' }
    expect((await api.post('/users/refresh', { body, headers })).status).toBe(200)
  })

  it.each([0, 1, 9_999, 10_000])('gives the same successor again %d ms after the rotation', async (ms) => {
    const first = await signedIn()
    const second = await refreshed(first)
    pass(ms)
    expect((await refreshed(first)).refresh_token).toBe(second.refresh_token)
    expect(await counterOf(first)).toBe(1)
  })

  it('counts the grace from the rotation, not from the last time that it was used', async () => {
    const first = await signedIn()
    await refreshed(first)
    for (const ms of [5_000, 5_000]) {
      pass(ms)
      await refreshed(first)
    }
    pass(1)
    expect(await errorOf(await refresh(first.refresh_token))).toEqual([401, 'refresh_token_reused'])
  })

  it.each([10_001, 11_000, hour, 29 * day])(
    'takes the token for stolen %d ms after the rotation, and ends the session',
    async (ms) => {
      const first = await signedIn()
      const other = await signIn(first.user)
      const second = await refreshed(first)
      pass(ms)
      expect(await errorOf(await refresh(first.refresh_token))).toEqual([401, 'refresh_token_reused'])
      expect(await errorOf(await ask(second))).toEqual([401, 'invalid_token'])
      for (const { refresh_token } of [second, first])
        expect(await errorOf(await refresh(refresh_token))).toEqual([401, 'invalid_token'])
      expect((await ask(await refreshed(other))).status).toBe(200)
    },
  )

  it.each([0, 5_000, hour])('takes an older token for stolen at any time: after %d ms', async (ms) => {
    const first = await signedIn()
    const third = await refreshed(await refreshed(first))
    pass(ms)
    expect(await errorOf(await refresh(first.refresh_token))).toEqual([401, 'refresh_token_reused'])
    expect(await errorOf(await ask(third))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await refresh(third.refresh_token))).toEqual([401, 'invalid_token'])
  })

  it('ends the session once when a stolen token comes many times at once', async () => {
    const first = await signedIn()
    await refreshed(await refreshed(first))
    const responses = await Promise.all(Array.from({ length: 20 }, () => refresh(first.refresh_token)))
    const codes = await Promise.all(responses.map(async (response) => (await errorOf(response))[1]))
    expect(codes.toSorted()).toEqual([...Array(19).fill('invalid_token'), 'refresh_token_reused'])
  })
})

describe('what POST /users/refresh refuses', () => {
  it.each<[string, (session: Session) => Promise<Response>]>([
    ['logout', (as) => api.post('/users/logout', { as })],
    ['ending all sessions', (as) => api.delete('/users/sessions', { as })],
    ['disabling the account', (as) => api.delete('/users', { as })],
    ['purging it', (as) => api.delete('/users?purge=true', { as, body: { password } })],
  ])('the tokens of a session that %s ended, within the grace too', async (_, end) => {
    const first = await signedIn()
    const second = await refreshed(first)
    expect((await end(second)).status).toBe(204)
    for (const { refresh_token } of [first, second])
      expect(await errorOf(await refresh(refresh_token))).toEqual([401, 'invalid_token'])
  })

  it('the tokens of other sessions after a password change', async () => {
    const here = await signedIn()
    const elsewhere = await signIn(here.user)
    const body = { current_password: password, new_password: 'another staple battery 9' }
    expect((await api.put('/users/password', { as: here, body })).status).toBe(204)
    expect(await errorOf(await refresh(elsewhere.refresh_token))).toEqual([401, 'invalid_token'])
    expect((await ask(await refreshed(here))).status).toBe(200)
  })

  it.each([
    ['words', 'let me in', 401],
    ['the prefix alone', 'bprt_', 401],
    ['the right length', `bprt_${'A'.repeat(70)}`, 401],
    ['no base64url', `bprt_${'+/é😀'.repeat(10)}`, 401],
    ['NUL', '\0', 401],
    ['an unpaired surrogate', '\ud800', 400],
    ['nothing', '', 400],
    ['257 characters', 'x'.repeat(257), 400],
    ['null', null, 400],
    ['a number', 7, 400],
    ['a list', ['bprt_'], 400],
    ['an object', {}, 400],
  ])('garbage: %s', async (_, token, status) => {
    const code = { 400: 'invalid_input', 401: 'invalid_token' }[status]
    expect(await errorOf(await refresh(token))).toEqual([status, code])
  })

  it('a token that was tampered with, wherever', async () => {
    const { refresh_token } = await signedIn()
    const flip = (character: string) => (character === 'A' ? 'B' : 'A')
    const tampered = [...refresh_token].map((character, i) =>
      [refresh_token.slice(0, i), flip(character), refresh_token.slice(i + 1)].join(''),
    )
    for (const token of [...tampered, refresh_token.slice(0, -1), `${refresh_token}A`])
      expect(await errorOf(await refresh(token))).toEqual([401, 'invalid_token'])
    expect((await refresh(refresh_token)).status).toBe(200)
  })

  it.each<[string, (token: string) => string]>([
    ['a blank in it', (token) => `${token.slice(0, 20)} ${token.slice(20)}`],
    ['a line break behind it', (token) => `${token}\n`],
    ['padding', (token) => `${token}==`],
    // 52 bytes leave four bits of the last character unused.
    ['a last character that decodes alike', (token) => token.slice(0, -1) + twin(token.slice(-1))],
    ['its prefix in upper case', (token) => token.replace('bprt_', 'BPRT_')],
  ])('another spelling of a token: %s', async (_, respell) => {
    const { refresh_token } = await signedIn()
    expect(await errorOf(await refresh(respell(refresh_token)))).toEqual([401, 'invalid_token'])
  })

  it('a token that another service sealed', async () => {
    const user = await newUser()
    const SECRET_KEY = crypto
      .getRandomValues(new Uint8Array(32))
      .toBase64({ alphabet: 'base64url', omitPadding: true })
    const body = { email: user.email, password }
    const theirs = await fetchWith({ SECRET_KEY }, request('POST', '/users/login', { body }))
    expect(theirs.status).toBe(200)
    expect(await errorOf(await refresh((await dataOf(theirs)).refresh_token))).toEqual([401, 'invalid_token'])
  })

  it.each<[string, Parameters<typeof api.post>[1], [number, string]]>([
    ['no body', {}, [401, 'missing_token']],
    ['an empty object', { body: {} }, [401, 'missing_token']],
    ['an unknown field', { body: { token: 'x' } }, [400, 'invalid_input']],
    ['a form', { body: new FormData() }, [415, 'unsupported_media_type']],
    [
      'a token in the body and one in the cookie',
      { body: { refresh_token: 'x' }, headers: { Cookie: '__Host-refresh=x', Origin: origin } },
      [400, 'invalid_request'],
    ],
  ])('%s', async (_, options, expected) => {
    expect(await errorOf(await api.post('/users/refresh', options))).toEqual(expected)
  })
})

describe('the end of a session', () => {
  it.each([
    [30 * day - 1, 200],
    [30 * day, 401],
    [31 * day, 401],
  ])('unused for %d ms, it answers %d', async (ms, status) => {
    const first = await signedIn()
    pass(ms)
    expect((await refresh(first.refresh_token)).status).toBe(status)
  })

  it('slides with every use, and comes 90 days after sign-in at the latest', async () => {
    let session: Session & { refresh_expires_in?: number } = await signedIn()
    const left: unknown[] = []
    for (const ms of [29 * day, 29 * day, 29 * day, 3 * day - 1000]) {
      pass(ms)
      session = await refreshed(session)
      left.push(session.refresh_expires_in)
    }
    expect(left).toEqual([2_592_000, 2_592_000, 3 * 86_400, 1])
    expect((await ask(session)).status).toBe(200)
    pass(1000)
    expect(await errorOf(await refresh(session.refresh_token))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await ask(session))).toEqual([401, 'invalid_token'])
  })
})

describe('POST /users/refresh and D1', () => {
  it('asks once: to rotate, within the grace, on reuse, and for a session that is over', async () => {
    const first = await signedIn()
    const { DB, trips } = countingDatabase()
    const statusAfter = async (ms: number) => {
      pass(ms)
      return (await fetchWith({ DB }, refreshRequest(first.refresh_token))).status
    }
    expect([await statusAfter(0), trips()]).toEqual([200, 1])
    expect([await statusAfter(5_000), trips()]).toEqual([200, 2])
    expect([await statusAfter(5_001), trips()]).toEqual([401, 3])
    expect([await statusAfter(0), trips()]).toEqual([401, 4])
  })

  it('answers 503 when it fails, and the token is as good as before', async () => {
    const first = await signedIn()
    const response = await fetchWith({ DB: failing(env.DB, ['batch']) }, refreshRequest(first.refresh_token))
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    expect(await counterOf(first)).toBe(0)
    pass(hour)
    await refreshed(first)
  })

  it('gives the successor after a 503 whose rotation was done nonetheless', async () => {
    const first = await signedIn()
    const batch: D1Database['batch'] = async (statements) => {
      await env.DB.batch(statements)
      throw new Error('the answer was lost')
    }
    const get = (target: D1Database, name: string | symbol) =>
      name === 'batch' ? batch : Reflect.get(target, name).bind(target)
    const DB = new Proxy(env.DB, asSession(get))
    expect((await fetchWith({ DB }, refreshRequest(first.refresh_token))).status).toBe(503)
    expect(await counterOf(first)).toBe(1)
    expect((await ask(await refreshed(first))).status).toBe(200)
  })
})

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const twin = (character: string) => base64url[base64url.indexOf(character) ^ 1] ?? ''
