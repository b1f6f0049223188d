import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { data, NetworkError } from '../../client/index.ts'
import { newUser, password } from '../support/makers.ts'
import { browser } from './browser.ts'
import { offline, serve } from './service.ts'

const refresh = 'POST /users/refresh'

const pass = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('with a cookie', () => {
  it('continues in a new tab, with one refresh', async () => {
    const user = await newUser()
    const { newTab, count } = browser()
    await newTab().signIn({ email: user.email, password })
    const tab = newTab()
    const listener = vi.fn()
    tab.subscribe(listener)
    const asked = Promise.all([tab.restore(), tab.restore(), data(tab.api.users.$get())])
    expect(await asked).toEqual([user, user, user])
    expect(count(refresh)).toBe(1)
    expect(listener.mock.calls).toEqual([[user]])
  })

  it('finds no session, and continues as a visitor', async () => {
    const { newTab, count } = browser()
    const tab = newTab()
    const listener = vi.fn()
    tab.subscribe(listener)
    expect(await tab.restore()).toBeUndefined()
    expect(listener).not.toHaveBeenCalled()
    await expect(tab.api.users.$get()).rejects.toMatchObject({ code: 'missing_token' })
    expect(count(refresh)).toBe(1)
  })

  it('continues as a visitor until the service responds', async () => {
    const user = await newUser()
    const { newTab, intercept, release } = browser()
    await newTab().signIn({ email: user.email, password })
    const tab = newTab()
    intercept(refresh, offline)
    await expect(tab.restore()).rejects.toThrow(NetworkError)
    expect((await tab.api.health.$get()).status).toBe(200)
    release(refresh)
    expect(await tab.restore()).toEqual(user)
  })

  it('signs out in all tabs', async () => {
    const user = await newUser()
    const { newTab, cookies } = browser()
    const [one, other] = [newTab(), newTab()]
    await one.signIn({ email: user.email, password })
    await other.restore()
    await one.signOut()
    expect([...cookies.keys()]).toEqual(['__Host-device'])
    await expect(other.api.users.$get()).rejects.toMatchObject({ status: 401 })
    expect(other.user).toBeUndefined()
  })

  it('signs out without a restored session', async () => {
    const user = await newUser()
    const { newTab } = browser()
    await newTab().signIn({ email: user.email, password })
    await newTab().signOut()
    expect(await newTab().restore()).toBeUndefined()
  })

  it('follows a sign-in and a sign-out in another tab', async () => {
    const [first, second] = [await newUser(), await newUser()]
    const { newTab, intercept, release } = browser()
    const [one, other] = [newTab(), newTab()]
    await one.signIn({ email: first.email, password })
    intercept(refresh, offline)
    await expect(one.restore()).rejects.toThrow(NetworkError)
    expect(one.user).toEqual(first)
    release(refresh)
    await other.signIn({ email: second.email, password })
    expect(await one.restore()).toEqual(second)
    await other.signOut()
    expect(await one.restore()).toBeUndefined()
    expect(one.user).toBeUndefined()
  })

  it('keeps the cookie of a sign-in when a refresh before it ends late', async () => {
    const [first, second] = [await newUser(), await newUser()]
    const { newTab, intercept, release } = browser()
    await newTab().signIn({ email: first.email, password })
    const tab = newTab()
    intercept(refresh, async (request) => {
      const response = await serve(request)
      // A sign-in that does not wait for the refresh ends before this.
      await scheduler.wait(300)
      release(refresh)
      return response
    })
    await Promise.all([tab.restore(), tab.signIn({ email: second.email, password })])
    expect(tab.user).toEqual(second)
    expect(await newTab().restore()).toEqual(second)
  })

  it('keeps the cookie of a sign-in when a sign-out before it ends late', async () => {
    const [first, second] = [await newUser(), await newUser()]
    const { newTab, intercept } = browser()
    const tab = newTab()
    await tab.signIn({ email: first.email, password })
    intercept('POST /users/logout', async (request) => {
      const response = await serve(request)
      // A sign-in that does not wait for the sign-out ends before this.
      await scheduler.wait(300)
      return response
    })
    await Promise.all([tab.signOut(), tab.signIn({ email: second.email, password })])
    expect(tab.user).toEqual(second)
    expect(await newTab().restore()).toEqual(second)
  })

  it('signs in after a sign-out that failed', async () => {
    const [first, second] = [await newUser(), await newUser()]
    const { newTab, intercept } = browser()
    const tab = newTab()
    await tab.signIn({ email: first.email, password })
    intercept('POST /users/logout', offline)
    const signedOut = expect(tab.signOut()).rejects.toThrow(NetworkError)
    await tab.signIn({ email: second.email, password })
    await signedOut
    expect(tab.user).toEqual(second)
  })

  it('sends no request of one user as another, who has signed in in another tab', async () => {
    const [first, second] = [await newUser(), await newUser()]
    const { newTab } = browser()
    const [one, other] = [newTab(), newTab()]
    await one.signIn({ email: first.email, password })
    await other.signIn({ email: second.email, password })
    const listener = vi.fn()
    one.subscribe(listener)
    pass(20)
    const renamed = one.api.users.$put({ json: { name: 'Only The First' } })
    await expect(renamed).rejects.toMatchObject({ code: 'invalid_token' })
    expect(one.user).toEqual(second)
    expect(listener.mock.calls).toEqual([[second]])
    expect(await data(one.api.users.$get())).toEqual(second)
  })
})
