import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { data, NetworkError } from '../../client/index.ts'
import { api } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { offline, open, openSignedIn } from './service.ts'

const refresh = 'POST /users/refresh'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('with a refresh token', () => {
  it('continues its session', async () => {
    const { user, refresh_token } = await signedIn()
    const onRefreshToken = vi.fn()
    const { client, count } = open({ refreshToken: refresh_token, onRefreshToken })
    expect(await client.restore()).toEqual(user)
    expect(client.user).toEqual(user)
    expect(onRefreshToken.mock.calls).toEqual([[expect.any(String)]])
    expect(await data(client.api.users.$get())).toEqual(user)
    expect(count(refresh)).toBe(1)
  })

  it('continues its session with the first request', async () => {
    const { user, refresh_token } = await signedIn()
    const { client } = open({ refreshToken: refresh_token })
    expect(await data(client.api.users.$get())).toEqual(user)
    expect(client.user).toEqual(user)
  })

  it('finds that its session has ended', async () => {
    const session = await signedIn()
    await api.post('/users/logout', { as: session })
    const onRefreshToken = vi.fn()
    const { client } = open({ refreshToken: session.refresh_token, onRefreshToken })
    expect(await client.restore()).toBeUndefined()
    expect(onRefreshToken.mock.calls).toEqual([[undefined]])
  })

  it('can be repeated when the service could not be reached', async () => {
    const { user, refresh_token } = await signedIn()
    const onRefreshToken = vi.fn()
    const { client, intercept, release } = open({ refreshToken: refresh_token, onRefreshToken })
    intercept(refresh, offline)
    await expect(client.restore()).rejects.toThrow(NetworkError)
    expect(onRefreshToken).not.toHaveBeenCalled()
    release(refresh)
    expect(await client.restore()).toEqual(user)
  })

  it('sends nothing without a token', async () => {
    const { client, count } = open()
    expect(await client.restore()).toBeUndefined()
    expect(count(refresh)).toBe(0)
  })

  it('renews the session of a signed-in user', async () => {
    const { client, user, intercept, count } = await openSignedIn()
    expect(await client.restore()).toEqual(user)
    expect(count(refresh)).toBe(1)
    intercept(refresh, offline)
    await expect(client.restore()).rejects.toThrow(NetworkError)
    expect(client.user).toEqual(user)
  })
})
