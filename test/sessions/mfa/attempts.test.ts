import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backoff } from '../../../src/auth/throttle/backoff.ts'
import { api, errorOf } from '../../support/client.ts'
import { addFactors, mfaTokenOf } from '../../support/factors.ts'
import { password, signedIn } from '../../support/makers.ts'

const start = new Date('2026-12-01T12:00:00Z')
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const free = Number(env.FREE_GUESSES)
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

const login = (email: string, secret = password) =>
  api.post('/users/login', { body: { email, password: secret } })
const complete = (mfa_token: string, code: string) =>
  api.post('/users/login/mfa', { body: { mfa_token, code } })

const withTotp = async () => {
  const as = await signedIn()
  return { user: as.user, as, ...(await addFactors(as)) }
}

describe('the attempts of an account with TOTP', () => {
  it('are not forgotten after the right password, only after the last factor', async () => {
    const { user, code } = await withTotp()
    for (let attempt = 1; attempt < free; attempt++)
      expect(await errorOf(await login(user.email))).toEqual([401, 'mfa_required'])
    const token = await mfaTokenOf(user)
    expect(await errorOf(await login(user.email))).toEqual([429, 'rate_limited'])
    expect((await complete(token, await code())).status).toBe(200)
    expect(await errorOf(await login(user.email))).toEqual([401, 'mfa_required'])
  })

  it('include wrong codes', async () => {
    const { user } = await withTotp()
    let codes = 0
    let rejected: string | undefined
    while (rejected === undefined) {
      const response = await login(user.email)
      if (response.status === 429) rejected = 'at the password'
      else {
        const { data } = await response.json<{ data: { mfa_token: string } }>()
        for (let nth = 0; nth < 5 && rejected === undefined; nth++) {
          const [, error] = await errorOf(await complete(data.mfa_token, '000000'))
          if (error === 'invalid_code') codes++
          else rejected = error
        }
      }
    }
    expect(codes).toBeLessThanOrEqual(free)
    expect(codes).toBeGreaterThanOrEqual(free / 2)
  })

  it('leave the owner one code for each password that was allowed, however long the next wait is', async () => {
    const { user, code } = await withTotp()
    for (let attempt = 0; attempt < free + 7; attempt++) {
      pass(backoff.firstDelaySeconds * 2 ** 7)
      await login(user.email, 'Wrong-Horse-7')
    }
    expect(await errorOf(await login(user.email))).toEqual([429, 'rate_limited'])
    pass(backoff.firstDelaySeconds * 2 ** 7)
    const token = await mfaTokenOf(user)
    expect((await complete(token, await code())).status).toBe(200)
  })

  it('allow a second code only after the wait', async () => {
    const { user, code } = await withTotp()
    for (let attempt = 1; attempt < free; attempt++) await login(user.email, 'Wrong-Horse-7')
    const token = await mfaTokenOf(user)
    expect(await errorOf(await complete(token, '000000'))).toEqual([401, 'invalid_code'])
    expect(await errorOf(await complete(token, await code()))).toEqual([429, 'rate_limited'])
    pass(backoff.firstDelaySeconds * 2)
    expect((await complete(token, await code())).status).toBe(200)
  })
})
