import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf, type Session } from '../../support/client.ts'
import { addFactors, mfaTokenOf, startTotp } from '../../support/factors.ts'
import { password, signedIn } from '../../support/makers.ts'

const confirm = (as: Session, code: string) => api.post('/users/mfa/totp/confirm', { as, body: { code } })
const remove = (as: Session, proof?: object) => api.delete('/users/mfa/totp', { as, body: { proof } })
const statusOf = async (as: Session) => dataOf(await api.get('/users/mfa', { as }))

const kindsOf = async (userId: string) => {
  const query = "select kind from security_events where user_id = ? and kind <> 'signed_in' order by rowid"
  const { results } = await env.DB.prepare(query).bind(userId).all<{ kind: string }>()
  return results.map(({ kind }) => kind)
}

describe('setting up TOTP', () => {
  it('gives a secret, confirms it by a code, and gives ten recovery codes', async () => {
    const as = await signedIn()
    const { code, secret, otpauth_uri, qr_svg } = await startTotp(as)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    const uri = new URL(otpauth_uri)
    expect(decodeURIComponent(uri.pathname)).toContain(`Bookplate:${as.user.email}`)
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      secret,
      issuer: 'Bookplate',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
    expect(qr_svg).toMatch(/^<svg .*<\/svg>$/s)
    expect(await statusOf(as)).toEqual({ password: true, totp: null, recovery_codes: 0 })
    const { recovery_codes } = await dataOf(await confirm(as, await code()))
    expect(new Set(recovery_codes).size).toBe(10)
    expect(await statusOf(as)).toMatchObject({ totp: { created_at: expect.any(String) }, recovery_codes: 10 })
    expect(await kindsOf(as.user.id)).toEqual(['totp_added'])
    const signedInAgain = await api.post('/users/login/mfa', {
      body: { mfa_token: await mfaTokenOf(as.user), code: recovery_codes[9] },
    })
    expect(signedInAgain.status).toBe(200)
  })

  it('is not in force before it is confirmed', async () => {
    const as = await signedIn()
    await startTotp(as)
    const response = await api.post('/users/login', { body: { email: as.user.email, password } })
    expect(response.status).toBe(200)
  })

  it('stores no secret in the clear', async () => {
    const as = await signedIn()
    const { secret } = await startTotp(as)
    const row = await env.DB.prepare('select * from totp_secrets where user_id = ?').bind(as.user.id).first()
    expect(JSON.stringify(row)).not.toContain(secret)
  })

  it.each([undefined, { password: 'x' }])('needs proof: %j', async (proof) => {
    const as = await signedIn()
    const response = await api.post('/users/mfa/totp', { as, body: { proof } })
    expect((await errorOf(response))[1]).toBe(proof ? 'invalid_credentials' : 'step_up_required')
    expect((await errorOf(await api.post('/users/mfa/totp', { as })))[1]).toBe('step_up_required')
  })

  it('does not confirm a code that was used to confirm, a wrong one, or one of another user', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    const { code } = await startTotp(as)
    await startTotp(other)
    expect(await errorOf(await confirm(other, await code()))).toEqual([401, 'invalid_code'])
    expect(await errorOf(await confirm(as, '1'))).toEqual([401, 'invalid_code'])
    const typed = await code()
    expect((await confirm(as, typed)).status).toBe(200)
    expect(await errorOf(await confirm(as, typed))).toEqual([404, 'totp_not_found'])
    const body = { mfa_token: await mfaTokenOf(as.user), code: typed }
    expect(await errorOf(await api.post('/users/login/mfa', { body }))).toEqual([401, 'invalid_code'])
  })

  it('is confirmed once by ten parallel requests', async () => {
    const as = await signedIn()
    const { code } = await startTotp(as)
    const typed = await code()
    const responses = await Promise.all(Array.from({ length: 10 }, () => confirm(as, typed)))
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await statusOf(as)).recovery_codes).toBe(10)
  })

  it('ends after 15 minutes', async () => {
    const as = await signedIn()
    const { code } = await startTotp(as)
    await env.DB.prepare('update totp_secrets set expires_at = ?')
      .bind(Date.now() - 1)
      .run()
    expect(await errorOf(await confirm(as, await code()))).toEqual([404, 'totp_not_found'])
  })

  it('replaces the app and the recovery codes; the old app stays good until then', async () => {
    const as = await signedIn()
    const old = await addFactors(as)
    const { code } = await startTotp(as, { password, code: await old.code(-1) })
    expect(
      (
        await api.post('/users/login/mfa', {
          body: { mfa_token: await mfaTokenOf(as.user), code: await old.code() },
        })
      ).status,
    ).toBe(200)
    expect((await confirm(as, await code())).status).toBe(200)
    for (const typed of [await old.code(), old.recoveryCodes[0]]) {
      const body = { mfa_token: await mfaTokenOf(as.user), code: typed }
      expect(await errorOf(await api.post('/users/login/mfa', { body }))).toEqual([401, 'invalid_code'])
    }
  })
})

describe('removing TOTP', () => {
  it.each(['code', 'recovery code'])(
    'needs the password and a %s, and ends all that belongs to it',
    async (by) => {
      const as = await signedIn()
      const { code, recoveryCodes } = await addFactors(as)
      expect((await errorOf(await remove(as, { password })))[1]).toBe('step_up_required')
      expect((await errorOf(await remove(as)))[1]).toBe('step_up_required')
      const proof = { password, code: by === 'code' ? await code() : recoveryCodes[4] }
      expect((await remove(as, proof)).status).toBe(204)
      expect(await statusOf(as)).toEqual({ password: true, totp: null, recovery_codes: 0 })
      expect(await kindsOf(as.user.id)).toContain('totp_removed')
      const response = await api.post('/users/login', { body: { email: as.user.email, password } })
      expect(response.status).toBe(200)
      expect(await errorOf(await remove(as, { password }))).toEqual([404, 'totp_not_found'])
    },
  )
})

describe('recovery codes', () => {
  const make = (as: Session, proof?: object) => api.post('/users/mfa/recovery-codes', { as, body: { proof } })
  const test = (as: Session, code: string | undefined) =>
    api.post('/users/mfa/recovery-codes/test', { as, body: { code } })

  it.each(['code', 'recovery code'])(
    'are made again with a %s as proof, and the old ones end',
    async (by) => {
      const as = await signedIn()
      const { code, recoveryCodes } = await addFactors(as)
      const proof = { password, code: by === 'code' ? await code() : recoveryCodes[4] }
      const { recovery_codes } = await dataOf(await make(as, proof))
      expect(recovery_codes).toHaveLength(10)
      expect((await statusOf(as)).recovery_codes).toBe(10)
      expect(await errorOf(await test(as, recoveryCodes[0]))).toEqual([401, 'invalid_code'])
      expect(await dataOf(await test(as, recovery_codes[0]))).toEqual({ unused: 10 })
    },
  )

  it('can be tested, as people type them, and stay good', async () => {
    const as = await signedIn()
    const { recoveryCodes } = await addFactors(as)
    for (const typed of [recoveryCodes[0], recoveryCodes[0]?.toLowerCase().replaceAll('-', '')])
      expect(await dataOf(await test(as, typed))).toEqual({ unused: 10 })
    const other = await signedIn()
    await addFactors(other)
    expect(await errorOf(await test(other, recoveryCodes[0]))).toEqual([401, 'invalid_code'])
  })

  it('a code of the app is not one', async () => {
    const as = await signedIn()
    const { code } = await addFactors(as)
    expect(await errorOf(await test(as, await code()))).toEqual([401, 'invalid_code'])
  })
})
