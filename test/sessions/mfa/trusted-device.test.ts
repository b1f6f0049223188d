import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maxTrustedDevicesPerUser } from '../../../src/factors/trusted-devices/limits.ts'
import { api, dataOf, errorOf, type Session } from '../../support/client.ts'
import { addFactors, mfaTokenOf } from '../../support/factors.ts'
import { hide } from '../../support/logs.ts'
import { password, signedIn } from '../../support/makers.ts'

const trustIn = async (user: { email: string }, code: string) => {
  const body = { mfa_token: await mfaTokenOf(user), code, trust_device: true }
  const response = await api.post('/users/login/mfa', { body, headers: { 'User-Agent': 'curl/8' } })
  expect(response.status).toBe(200)
  const cookie = response.headers.getSetCookie().find((one) => one.startsWith('__Host-trusted=')) ?? ''
  hide(cookie.split(/[=;]/)[1])
  return { cookie, as: (await dataOf(response)) as Session }
}

const trusting = async () => {
  const owner = await signedIn()
  const factors = await addFactors(owner)
  return { owner, ...factors, ...(await trustIn(owner.user, await factors.code())) }
}

const login = (user: { email: string }, cookie: string, secret = password) =>
  api.post('/users/login', {
    body: { email: user.email, password: secret },
    headers: { Cookie: cookie.split(';')[0] ?? '' },
  })

const list = async (as: Session) => dataOf(await api.get('/users/sessions', { as }))
const needsCode = [401, 'mfa_required']

describe('a trusted device', () => {
  it('has a cookie for 30 days, and signs in with the password alone', async () => {
    const { owner, cookie } = await trusting()
    expect(cookie).toMatch(
      /^__Host-trusted=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    expect((await login(owner.user, cookie)).status).toBe(200)
    expect(await errorOf(await login(owner.user, ''))).toEqual(needsCode)
  })

  it('still needs the right password', async () => {
    const { owner, cookie } = await trusting()
    expect(await errorOf(await login(owner.user, cookie, 'Wrong-Horse-7'))).toEqual([
      401,
      'invalid_credentials',
    ])
  })

  it('is none for another user, with a changed cookie, or when it has expired', async () => {
    const { owner, cookie } = await trusting()
    const other = await signedIn()
    await addFactors(other)
    expect(await errorOf(await login(other.user, cookie))).toEqual(needsCode)
    expect(await errorOf(await login(owner.user, cookie.replace('=', '=A')))).toEqual(needsCode)
    await env.DB.prepare('update trusted_devices set expires_at = ? where user_id = ?')
      .bind(Date.now() - 1, owner.user.id)
      .run()
    expect(await errorOf(await login(owner.user, cookie))).toEqual(needsCode)
  })

  it('is not made without the wish, or with a wrong code', async () => {
    const owner = await signedIn()
    const { code } = await addFactors(owner)
    for (const fields of [{ code: await code() }, { code: '000000', trust_device: true }]) {
      const body = { mfa_token: await mfaTokenOf(owner.user), ...fields }
      const response = await api.post('/users/login/mfa', { body })
      expect(response.headers.getSetCookie().join()).not.toContain('__Host-trusted')
    }
  })

  it('is listed with its session, and without one after the sign-out', async () => {
    const { owner, as } = await trusting()
    expect(await list(owner)).toMatchObject([
      { device: 'curl', current: false, trusted_until: expect.any(String) },
      { current: true },
    ])
    expect((await api.post('/users/logout', { as })).status).toBe(204)
    expect(await list(owner)).toMatchObject([
      { current: true },
      { device: 'curl', current: false, trusted_until: expect.any(String), signed_in: false },
    ])
  })

  it.each(['with its session', 'alone, when it is signed out'])('ends %s', async (how) => {
    const { owner, as, cookie } = await trusting()
    if (how.startsWith('alone')) await api.post('/users/logout', { as })
    const [entry] = (await list(owner)).filter((one: object) => 'trusted_until' in one)
    expect((await api.delete(`/users/sessions/${entry.id}`, { as: owner })).status).toBe(204)
    expect(await list(owner)).toHaveLength(1)
    expect(await errorOf(await login(owner.user, cookie))).toEqual(needsCode)
    expect(await errorOf(await api.delete(`/users/sessions/${entry.id}`, { as: owner }))).toEqual([
      404,
      'session_not_found',
    ])
  })

  it('is not ended by another user', async () => {
    const { owner, as, cookie } = await trusting()
    await api.post('/users/logout', { as })
    const [entry] = (await list(owner)).filter((one: object) => 'trusted_until' in one)
    const other = await signedIn()
    expect((await api.delete(`/users/sessions/${entry.id}`, { as: other })).status).toBe(404)
    expect((await login(owner.user, cookie)).status).toBe(200)
  })

  const ends: [string, (as: Session, code: string) => Promise<Response>][] = [
    ['all sessions end', (as) => api.delete('/users/sessions', { as })],
    [
      'the password changes',
      (as, code) =>
        api.put('/users/password', { as, body: { new_password: password, proof: { password, code } } }),
    ],
    [
      'TOTP is removed',
      (as, code) => api.delete('/users/mfa/totp', { as, body: { proof: { password, code } } }),
    ],
    ['the account is disabled', (as) => api.delete('/users', { as })],
  ]

  it.each(ends)('ends when %s', async (_, end) => {
    const { owner, recoveryCodes } = await trusting()
    expect((await end(owner, recoveryCodes[0] ?? '')).status).toBe(204)
    const left = env.DB.prepare('select count(*) as n from trusted_devices where user_id = ?')
    expect(await left.bind(owner.user.id).first('n')).toBe(0)
  })

  it('ends when a refresh token of its session is used again later', async () => {
    const { owner, as, cookie } = await trusting()
    const refresh = (token: string) => api.post('/users/refresh', { body: { refresh_token: token } })
    const next = await dataOf(await refresh(as.refresh_token))
    await refresh(next.refresh_token)
    expect(await errorOf(await refresh(as.refresh_token))).toEqual([401, 'refresh_token_reused'])
    expect(await errorOf(await login(owner.user, cookie))).toEqual(needsCode)
  })
})

describe('a user trusts at most 20 devices', () => {
  const trustedBy = async (id: string) => {
    const query = 'select digest, created_at from trusted_devices where user_id = ? order by created_at'
    return (await env.DB.prepare(query).bind(id).all<{ digest: string; created_at: number }>()).results
  }
  const addTrusted = (userId: string, instants: number[]) => {
    const insert = env.DB.prepare('insert into trusted_devices values (?, ?, ?, ?, ?, ?)')
    const rows = instants.map((at) =>
      insert.bind(crypto.randomUUID(), userId, crypto.randomUUID(), 'test', at, Date.now() + 1e9),
    )
    return env.DB.batch(rows)
  }

  it('the one that was trusted longest ago ends, and no device of another user', async () => {
    const [owner, other] = [await signedIn(), await signedIn()]
    const { code } = await addFactors(owner)
    const now = Date.now()
    const ages = Array.from({ length: maxTrustedDevicesPerUser }, (_, age) => now - 1000 - age)
    await addTrusted(owner.user.id, ages)
    await addTrusted(other.user.id, [1])
    const { cookie } = await trustIn(owner.user, await code())
    const left = await trustedBy(owner.user.id)
    expect(left).toHaveLength(maxTrustedDevicesPerUser)
    expect(left[0]?.created_at).toBe(ages.at(-2))
    expect((await login(owner.user, cookie)).status).toBe(200)
    expect(await trustedBy(other.user.id)).toHaveLength(1)
  })

  it('never the one that was just trusted, though others are newer', async () => {
    const owner = await signedIn()
    const { code } = await addFactors(owner)
    await addTrusted(owner.user.id, Array(maxTrustedDevicesPerUser + 5).fill(Date.now() + 60_000))
    const { cookie } = await trustIn(owner.user, await code())
    expect(await trustedBy(owner.user.id)).toHaveLength(maxTrustedDevicesPerUser)
    expect((await login(owner.user, cookie)).status).toBe(200)
  })

  it('a wrong code, or a sign-in without trust, ends none', async () => {
    const owner = await signedIn()
    const { code } = await addFactors(owner)
    await addTrusted(owner.user.id, Array(maxTrustedDevicesPerUser + 5).fill(1))
    for (const fields of [{ code: '000000', trust_device: true }, { code: await code() }]) {
      const body = { mfa_token: await mfaTokenOf(owner.user), ...fields }
      await api.post('/users/login/mfa', { body })
    }
    expect(await trustedBy(owner.user.id)).toHaveLength(maxTrustedDevicesPerUser + 5)
  })
})
