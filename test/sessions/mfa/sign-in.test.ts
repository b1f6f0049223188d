import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../../support/client.ts'
import { addFactors, mfaTokenOf } from '../../support/factors.ts'
import { password, signedIn } from '../../support/makers.ts'

const withTotp = async () => {
  const { user } = await signedIn()
  return { user, ...(await addFactors({ user })) }
}

const login = (email: string, secret = password) =>
  api.post('/users/login', { body: { email, password: secret } })

const complete = (mfa_token: string, code: string | undefined, fields: object = {}) =>
  api.post('/users/login/mfa', { body: { mfa_token, code, ...fields } })

const sessionsOf = (userId: string) =>
  env.DB.prepare('select method from sessions where user_id = ? order by created_at, id')
    .bind(userId)
    .all<{ method: string }>()
    .then(({ results }) => results.map(({ method }) => method))

describe('a sign-in with TOTP set', () => {
  it('gets mfa_required for the right password, no cookie, and the user signs in with a code', async () => {
    const { user, code } = await withTotp()
    const response = await login(user.email)
    expect(response.status).toBe(401)
    expect(response.headers.getSetCookie()).toEqual([])
    const { data, error } = await response.json<{ data: { mfa_token: string }; error: object }>()
    expect(error).toEqual({ code: 'mfa_required' })
    expect(data).toEqual({
      mfa_token: expect.stringMatching(/^bpmfa_/),
      expires_in: 600,
      methods: ['totp', 'recovery_code'],
    })
    const done = await complete(data.mfa_token, await code())
    expect(done.status).toBe(200)
    const { access_token, refresh_token, user: signedInUser } = await dataOf(done)
    expect(signedInUser.id).toBe(user.id)
    expect((await api.get('/users', { as: { access_token, refresh_token } })).status).toBe(200)
    expect(await sessionsOf(user.id)).toEqual(['password', 'totp'])
  })

  it('gets exactly the error of any account for a wrong password', async () => {
    const [{ user }, { user: plain }] = [await withTotp(), await signedIn()]
    const bodies = await Promise.all(
      [user.email, plain.email, 'unknown@example.com'].map(async (email) => {
        const response = await login(email, 'Wrong-Horse-7')
        return [response.status, await response.text(), response.headers.getSetCookie()]
      }),
    )
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
  })

  it('works with a recovery code, once', async () => {
    const { user, recoveryCodes } = await withTotp()
    expect((await complete(await mfaTokenOf(user), recoveryCodes[0]?.toLowerCase())).status).toBe(200)
    const again = await complete(await mfaTokenOf(user), recoveryCodes[0])
    expect(await errorOf(again)).toEqual([401, 'invalid_code'])
    expect(await sessionsOf(user.id)).toEqual(['password', 'recovery_code'])
  })

  it('accepts a code once, over sign-in and proof', async () => {
    const { user, code } = await withTotp()
    const typed = await code()
    expect((await complete(await mfaTokenOf(user), typed)).status).toBe(200)
    expect(await errorOf(await complete(await mfaTokenOf(user), typed))).toEqual([401, 'invalid_code'])
    const earlier = await code(-1)
    expect(await errorOf(await complete(await mfaTokenOf(user), earlier))).toEqual([401, 'invalid_code'])
  })

  it('uses an mfa_token once', async () => {
    const { user, code, recoveryCodes } = await withTotp()
    const token = await mfaTokenOf(user)
    expect((await complete(token, await code())).status).toBe(200)
    expect(await errorOf(await complete(token, recoveryCodes[0]))).toEqual([401, 'invalid_token'])
  })

  it('opens one session for fifteen parallel requests with one code, with one token or with many', async () => {
    for (const isMany of [false, true]) {
      const { user, code } = await withTotp()
      const typed = await code()
      const token = await mfaTokenOf(user)
      const tokens = await Promise.all(Array.from({ length: 15 }, () => (isMany ? mfaTokenOf(user) : token)))
      const responses = await Promise.all(tokens.map((one) => complete(one, typed)))
      expect(responses.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(await sessionsOf(user.id)).toEqual(['password', 'totp'])
    }
  })

  it('ends the mfa_token with five wrong codes, also in parallel; the right one comes too late', async () => {
    const { user, code } = await withTotp()
    const token = await mfaTokenOf(user)
    const responses = await Promise.all(Array.from({ length: 12 }, () => complete(token, '000000')))
    const codes = (await Promise.all(responses.map(errorOf))).map(([, one]) => one)
    expect(codes.filter((one) => one === 'invalid_code')).toHaveLength(5)
    expect(codes.filter((one) => one === 'invalid_token')).toHaveLength(7)
    expect(await errorOf(await complete(token, await code()))).toEqual([401, 'invalid_token'])
  })

  it('ends the mfa_token with a new password', async () => {
    const { user, ...as } = await signedIn()
    const { code } = await addFactors({ user })
    const token = await mfaTokenOf(user)
    const proof = { password, code: await code(-1) }
    const body = { proof, new_password: 'Another-Horse-8' }
    expect((await api.put('/users/password', { as, body })).status).toBe(204)
    expect(await errorOf(await complete(token, await code()))).toEqual([401, 'invalid_token'])
  })

  it('ends after ten minutes', async () => {
    const { user, code } = await withTotp()
    const token = await mfaTokenOf(user)
    await env.DB.prepare('update pending_sign_ins set expires_at = ? where user_id = ?')
      .bind(Date.now() - 1, user.id)
      .run()
    expect(await errorOf(await complete(token, await code()))).toEqual([401, 'invalid_token'])
  })

  it.each(['', 'x', `bpmfa_${'A'.repeat(44)}`, `bpmfa_${'A'.repeat(43)}`])(
    'does not exist for another token: %j',
    async (token) => {
      const [status] = await errorOf(await complete(token, '123456'))
      expect(status).toBe(token === '' ? 400 : 401)
    },
  )

  it('puts the refresh token where the first request asked for', async () => {
    const { user, code } = await withTotp()
    const token = await mfaTokenOf(user, { transport: 'cookie' })
    expect(await errorOf(await complete(token, await code()))).toEqual([403, 'origin_mismatch'])
    const response = await api.post('/users/login/mfa', {
      headers: { Origin: env.PUBLIC_URL },
      body: { mfa_token: token, code: await code() },
    })
    expect(response.headers.getSetCookie().join()).toContain('__Host-refresh=bprt_')
    expect(await dataOf(response)).not.toHaveProperty('refresh_token')
  })

  it('gives a proof for one passkey if asked for, as the password alone does', async () => {
    const { user, code, recoveryCodes } = await withTotp()
    const asked = await dataOf(
      await complete(await mfaTokenOf(user), await code(), { passkey_upgrade: true }),
    )
    expect(asked.passkey_upgrade).toMatch(/^[\w-]+$/)
    const response = await api.post('/users/passkeys/options', {
      as: asked,
      body: { upgrade: asked.passkey_upgrade },
    })
    expect(response.status).toBe(200)
    const other = await dataOf(await complete(await mfaTokenOf(user), recoveryCodes[0] ?? ''))
    expect(other).not.toHaveProperty('passkey_upgrade')
  })
})
