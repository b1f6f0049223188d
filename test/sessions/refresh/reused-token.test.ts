import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { errorOf } from '../../support/client.ts'
import { signedIn, signIn } from '../../support/makers.ts'
import { ask, counterOf, day, hour, pass, refresh, refreshed, startClock } from './refreshing.ts'

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('a refresh token that comes again', () => {
  it.each([0, 1, 9_999, 10_000])('gets the same new token: %d ms after the rotation', async (ms) => {
    const first = await signedIn()
    const second = await refreshed(first)
    pass(ms)
    expect((await refreshed(first)).refresh_token).toBe(second.refresh_token)
    expect(await counterOf(first)).toBe(1)
  })

  it('has a grace period that starts at the rotation, not at its last use', async () => {
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
    'ends its session as stolen: %d ms after the rotation',
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

  it.each([0, 5_000, hour])(
    'ends its session as stolen at any time if it is an older one: after %d ms',
    async (ms) => {
      const first = await signedIn()
      const third = await refreshed(await refreshed(first))
      pass(ms)
      expect(await errorOf(await refresh(first.refresh_token))).toEqual([401, 'refresh_token_reused'])
      expect(await errorOf(await ask(third))).toEqual([401, 'invalid_token'])
      expect(await errorOf(await refresh(third.refresh_token))).toEqual([401, 'invalid_token'])
    },
  )

  it('ends its session once when it comes 20 times at once', async () => {
    const first = await signedIn()
    await refreshed(await refreshed(first))
    const responses = await Promise.all(Array.from({ length: 20 }, () => refresh(first.refresh_token)))
    const codes = await Promise.all(responses.map(async (response) => (await errorOf(response))[1]))
    expect(codes.toSorted()).toEqual([...Array(19).fill('invalid_token'), 'refresh_token_reused'])
  })
})
