import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { app } from '../../../src/app.ts'
import { openDatabase } from '../../../src/db/client.ts'
import { readConfig } from '../../../src/http/config.ts'
import { factory } from '../../../src/http/env.ts'
import { ApiError, renderError } from '../../../src/http/errors.ts'
import { validate } from '../../../src/http/validate.ts'
import { requireDownload } from '../../../src/sessions/download-tokens/require-download.ts'
import { failingAfter } from '../../faults.ts'
import { api, dataOf, errorOf, request, type Session } from '../../support/client.ts'
import { isGuard } from '../../support/guards.ts'
import { password, signedIn, signIn } from '../../support/makers.ts'
import { countingDatabase } from '../../support/worker.ts'

// The query of GET /books/export: the guard reads the token, and the route must allow the parameter.
const query = z.strictObject({ token: z.string().optional() })

const downloads = factory
  .createApp()
  .use(async (c, next) => {
    c.set('config', readConfig(c.env))
    c.set('db', openDatabase(c.env.DB))
    await next()
  })
  .get('/download', requireDownload, validate('query', query), async (c) => {
    const { spendToken } = c.var
    const { spent } = spendToken ? await c.var.db.batch({ spent: spendToken }) : {}
    if (spent?.length === 0) throw new ApiError('invalid_token')
    return c.json({ data: c.var.caller.userId })
  })
  .onError(renderError)

const newToken = async (as: Session): Promise<string> =>
  (await dataOf(await api.post('/users/download-tokens', { as }))).token

/** Follows a download link like a browser: without headers. */
const download = async (token: string, bindings = {}): Promise<Response> => {
  const link = request('GET', `/download?token=${encodeURIComponent(token)}`)
  return downloads.fetch(link, { ...env, ...bindings })
}

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('POST /users/download-tokens', () => {
  it('responds with a token that is valid for a minute', async () => {
    const response = await api.post('/users/download-tokens', { as: await signedIn() })
    expect(response.status).toBe(201)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await dataOf(response)).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/), expires_in: 60 })
  })

  it('never gives the same token twice', async () => {
    const session = await signedIn()
    const tokens = await Promise.all(Array.from({ length: 20 }, () => newToken(session)))
    expect(new Set(tokens).size).toBe(20)
  })

  it('stores only a digest of the token', async () => {
    const token = await newToken(await signedIn())
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
    const stored = new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true })
    const { results } = await env.DB.prepare('select * from download_tokens').all()
    expect(JSON.stringify(results)).toContain(stored)
    expect(JSON.stringify(results)).not.toContain(token)
  })

  it('requires a signed-in user', async () => {
    expect(await errorOf(await api.post('/users/download-tokens'))).toEqual([401, 'missing_token'])
  })
})

describe('a download token', () => {
  it('starts one download, for its owner', async () => {
    const session = await signedIn()
    const token = await newToken(session)
    const response = await download(token)
    expect([response.status, await dataOf(response)]).toEqual([200, session.user.id])
    for (let i = 0; i < 2; i++) expect(await errorOf(await download(token))).toEqual([401, 'invalid_token'])
  })

  it('starts one of ten downloads at once', async () => {
    const token = await newToken(await signedIn())
    const responses = await Promise.all(Array.from({ length: 10 }, () => download(token)))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(401)])
  })

  it.each([
    [59_999, 200],
    [60_000, 401],
    [3_600_000, 401],
  ])('after %d ms: %d', async (ms, status) => {
    const token = await newToken(await signedIn())
    pass(ms)
    expect((await download(token)).status).toBe(status)
  })

  it.each<[string, (session: Session) => Promise<Response>]>([
    ['ended by logout', (as) => api.post('/users/logout', { as })],
    ['ended with all others', (as) => api.delete('/users/sessions', { as })],
    ['ended with its account', (as) => api.delete('/users', { as })],
  ])('is invalid when its session %s', async (_, end) => {
    const session = await signedIn()
    const token = await newToken(session)
    expect((await end(session)).status).toBe(204)
    expect(await errorOf(await download(token))).toEqual([401, 'invalid_token'])
  })

  it('is invalid when its session ended by a password change in another one', async () => {
    const session = await signedIn()
    const elsewhere = await signIn(session.user)
    const [token, other] = [await newToken(session), await newToken(elsewhere)]
    const body = { current_password: password, new_password: 'another staple battery 9' }
    expect((await api.put('/users/password', { as: elsewhere, body })).status).toBe(204)
    expect(await errorOf(await download(token))).toEqual([401, 'invalid_token'])
    expect((await download(other)).status).toBe(200)
  })

  const guarded = app.routes.filter(isGuard)
  it.each(guarded.map(({ method, path }) => [method, path.replace(':id', crypto.randomUUID())]))(
    'is invalid for %s %s',
    async (method = '', path = '') => {
      const token = await newToken(await signedIn())
      expect(await errorOf(await api.send(method, `${path}?token=${token}`))).toEqual([401, 'missing_token'])
      const headers = { Authorization: `Bearer ${token}` }
      expect(await errorOf(await api.send(method, path, { headers }))).toEqual([401, 'invalid_token'])
      expect((await download(token)).status).toBe(200)
    },
  )

  it('is an unknown parameter of GET /books, for a signed-in user too', async () => {
    const session = await signedIn()
    const response = await api.get(`/books?token=${await newToken(session)}`, { as: session })
    expect(await errorOf(response)).toEqual([400, 'invalid_query'])
  })

  it.each(['', 'x', 'A'.repeat(43), 'x'.repeat(10_000), '\0', 'é😀', "' or 1=1 --", 'null'])(
    'is not %j',
    async (token) => {
      await newToken(await signedIn())
      expect(await errorOf(await download(token))).toEqual([401, 'invalid_token'])
    },
  )

  it('is not an access token, a refresh token or a digest', async () => {
    const session = await signedIn()
    await newToken(session)
    const digests = env.DB.prepare('select digest from download_tokens')
    const { results } = await digests.all<{ digest: string }>()
    for (const token of [session.access_token, session.refresh_token, ...results.map(({ digest }) => digest)])
      expect(await errorOf(await download(token))).toEqual([401, 'invalid_token'])
  })

  it('takes a round trip of its own, and stays valid when D1 fails', async () => {
    const token = await newToken(await signedIn())
    const { DB, trips } = countingDatabase()
    for (const calls of [0, 1]) {
      const failed = await download(token, { DB: failingAfter(env.DB, 'batch', calls) })
      expect(await errorOf(failed)).toEqual([503, 'service_unavailable'])
    }
    expect((await download(token, { DB })).status).toBe(200)
    expect(trips()).toBe(2)
  })
})

describe('a download without a token', () => {
  const follow = async (headers = {}) => downloads.fetch(request('GET', '/download', { headers }), env)

  it('accepts a bearer token', async () => {
    const { access_token, user } = await signedIn()
    const response = await follow({ Authorization: `Bearer ${access_token}` })
    expect([response.status, await dataOf(response)]).toEqual([200, user.id])
  })

  it('accepts no other token', async () => {
    const { refresh_token } = await signedIn()
    expect(await errorOf(await follow())).toEqual([401, 'missing_token'])
    const rejected = await follow({ Authorization: `Bearer ${refresh_token}` })
    expect(await errorOf(rejected)).toEqual([401, 'invalid_token'])
  })
})
