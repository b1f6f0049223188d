import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { overriding } from '../books/faults.ts'
import { api, errorOf, origin, request } from '../support/client.ts'
import { addFactors } from '../support/factors.ts'
import { password, signedIn } from '../support/makers.ts'
import { waitUntil } from '../support/wait-until.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { newEmail, rowOf } from './signing-up.ts'

const newPassword = 'Another-Horse-8'

const signUpBy = (ASSETS: Fetcher, fields: Record<string, unknown> = {}) => {
  const body = { name: 'Some Reader', email: newEmail(), password, ...fields }
  return fetchWith({ ASSETS }, request('POST', '/users', { body }))
}

/** Assets that respond in this way. */
const responding = (fetch: Fetcher['fetch']) => overriding(env.ASSETS, { fetch })

afterEach(() => {
  vi.useRealTimers()
})

describe('the list of common passwords', () => {
  it('is read once, at the first new password', async () => {
    const fetch = vi.fn<Fetcher['fetch']>((input, init) => env.ASSETS.fetch(input, init))
    const ASSETS = responding(fetch)
    expect((await signUpBy(ASSETS)).status).toBe(201)
    expect(await errorOf(await signUpBy(ASSETS, { password: 'P@ssw0rd123' }))).toEqual([400, 'invalid_input'])
    expect(fetch.mock.calls).toEqual([[`${origin}/common-passwords.json`]])
  })

  it.each([{ email: 'none' }, { password: 'short' }])(
    'is not read for an input that is invalid without it: %o',
    async (fields) => {
      const fetch = vi.fn<Fetcher['fetch']>()
      expect((await signUpBy(responding(fetch), fields)).status).toBe(400)
      expect(fetch).not.toHaveBeenCalled()
    },
  )

  it('is not needed to name a wrong form together with the issues of other fields', async () => {
    const response = await signUpBy(failing(env.ASSETS, ['fetch']), { name: 'Einzelwort', password: 'kurz' })
    const { error } = await response.json<{ error: { issues: { path: string }[] } }>()
    expect(error.issues.map(({ path }) => path)).toEqual(['name', 'password'])
  })

  it.each([
    ['fails', failing(env.ASSETS, ['fetch'])],
    ['is not there', responding(async () => new Response('<!doctype html>', { status: 404 }))],
    ['is not JSON', responding(async () => new Response('<!doctype html>'))],
    ['is another file', responding(async () => Response.json({}))],
  ])('makes a sign-up wait when it %s: nothing is stored', async (_, ASSETS) => {
    const email = newEmail()
    expect(await errorOf(await signUpBy(ASSETS, { email }))).toEqual([503, 'service_unavailable'])
    expect(await rowOf(email)).toBeNull()
  })

  it('makes a sign-up wait when it hangs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const sent = signUpBy(responding(() => new Promise<never>(() => {})))
    await waitUntil(() => vi.getTimerCount() > 0)
    vi.advanceTimersByTime(10_000)
    expect(await errorOf(await sent)).toEqual([503, 'service_unavailable'])
  })

  it('is read again after a failure', async () => {
    let isDown = true
    const ASSETS = responding((input, init) =>
      isDown ? Promise.reject(new Error('down')) : env.ASSETS.fetch(input, init),
    )
    expect((await signUpBy(ASSETS)).status).toBe(503)
    isDown = false
    expect((await signUpBy(ASSETS)).status).toBe(201)
  })

  it('makes a change of the password wait when it fails: the password stays', async () => {
    const { user, ...as } = await signedIn()
    const body = { current_password: password, new_password: newPassword }
    const ASSETS = failing(env.ASSETS, ['fetch'])
    const response = await fetchWith({ ASSETS }, request('PUT', '/users/password', { as, body }))
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    expect((await api.post('/users/login', { body: { email: user.email, password } })).status).toBe(200)
    expect((await api.put('/users/password', { as, body })).status).toBe(204)
  })

  it('leaves a proof unused when it fails', async () => {
    const as = await signedIn()
    const code = await (await addFactors(as)).code()
    const toSend = () =>
      request('PUT', '/users/password', {
        as,
        body: { new_password: newPassword, proof: { password, code } },
      })
    const ASSETS = failing(env.ASSETS, ['fetch'])
    expect(await errorOf(await fetchWith({ ASSETS }, toSend()))).toEqual([503, 'service_unavailable'])
    expect((await fetchWith({}, toSend())).status).toBe(204)
  })
})
