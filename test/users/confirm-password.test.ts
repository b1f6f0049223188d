import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  attempt,
  codesOf,
  countForEmail,
  countForSession,
  free,
  pass,
  retryAfter,
  second,
  wrong,
} from '../auth/throttle/attempts.ts'
import { sessionIdOf } from '../request-makers.ts'
import { api, type Session } from '../support/client.ts'
import { password, signedIn, signIn } from '../support/makers.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const change = (as: Session, current_password = 'a wrong password') =>
  api.put('/users/password', { as, body: { current_password, new_password: 'another staple battery 9' } })
const purge = (as: Session, secret = 'a wrong password') =>
  api.delete('/users?purge=true', { as, body: { password: secret } })

describe('attempts at the password of the own account', () => {
  it.each([
    ['PUT /users/password', change],
    ['DELETE /users?purge=true', purge],
  ])('are limited after the free ones, and then cost no hash: %s', async (_, confirm) => {
    const session = await signedIn()
    const hashing = vi.spyOn(crypto.subtle, 'deriveBits')
    expect(await codesOf(free, () => confirm(session))).toEqual(wrong(free))
    expect(hashing).toHaveBeenCalledTimes(free)
    for (const secret of ['a wrong password', password]) {
      const response = await confirm(session, secret)
      expect([response.status, retryAfter(response)]).toEqual([429, 30])
    }
    expect(hashing).toHaveBeenCalledTimes(free)
    pass(30 * second)
    expect((await confirm(session, password)).status).toBe(204)
  })

  it('are counted together for both operations', async () => {
    const session = await signedIn()
    await countForSession(sessionIdOf(session), free - 4)
    expect(await codesOf(2, () => change(session))).toEqual(wrong(2))
    expect(await codesOf(3, () => purge(session))).toEqual([...wrong(2), 'rate_limited'])
  })

  it('are no more when 50 come at once', async () => {
    const session = await signedIn()
    const responses = await Promise.all(Array.from({ length: 50 }, () => change(session)))
    const statuses = responses.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([...Array(free).fill(401), ...Array(50 - free).fill(429)])
  })

  it('limit neither other sessions nor the sign-in', async () => {
    const { user, ...session } = await signedIn()
    const other = await signIn(user)
    await countForSession(sessionIdOf(session))
    expect(await codesOf(1, () => change(session))).toEqual(['rate_limited'])
    await countForEmail(user, free - 2)
    expect(await codesOf(1, () => attempt(user))).toEqual(wrong(1))
    expect((await attempt(user, { secret: password })).status).toBe(200)
    expect((await change(other, password)).status).toBe(204)
  })

  it('are not counted with the right password, even if the new password is rejected', async () => {
    const session = await signedIn()
    const body = { current_password: password, new_password: 'short' }
    const ask = () => api.put('/users/password', { as: session, body })
    expect(await codesOf(free + 2, ask)).toEqual(Array(free + 2).fill('invalid_input'))
  })

  it('are counted from zero after the right password', async () => {
    const session = await signedIn()
    await countForSession(sessionIdOf(session), free - 1)
    expect((await change(session, password)).status).toBe(204)
    await countForSession(sessionIdOf(session), free - 1)
    expect(await codesOf(2, () => change(session))).toEqual([...wrong(1), 'rate_limited'])
  })
})
