import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, dataOf, errorOf, origin, request, type Session } from '../../support/client.ts'
import { newUser, password, signedIn, signIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { ask, refresh, refreshed, startClock } from './refreshing.ts'

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('POST /users/refresh rejects', () => {
  it.each<[string, (session: Session) => Promise<Response>]>([
    ['logout', (as) => api.post('/users/logout', { as })],
    ['ending all sessions', (as) => api.delete('/users/sessions', { as })],
    ['disabling the account', (as) => api.delete('/users', { as })],
    ['purging it', (as) => api.delete('/users?purge=true', { as, body: { password } })],
  ])('the tokens of a session that %s ended, also within the grace period', async (_, end) => {
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
    ['a text', 'let me in', 401],
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
  ])('a senseless token: %s', async (_, token, status) => {
    const code = { 400: 'invalid_input', 401: 'invalid_token' }[status]
    expect(await errorOf(await refresh(token))).toEqual([status, code])
  })

  it('a token with any one character changed', async () => {
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

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const twin = (character: string) => base64url[base64url.indexOf(character) ^ 1] ?? ''
