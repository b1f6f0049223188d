import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { data } from '../../client/index.ts'
import { bindingRequest, boundName, challengeIn, newPair, send } from '../sessions/binding/device.ts'
import { cookiesOf } from '../sessions/browser.ts'
import { newUser, password } from '../support/makers.ts'
import { browser } from './browser.ts'
import { errorResponse, openSignedIn, serve } from './service.ts'

const refresh = 'POST /users/refresh'
const hour = 60 * 60_000

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)
const required = () => errorResponse(401, 'device_proof_required')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

it('a refresh without the proof of the device is sent once more at once: the browser may have lost its connection', async () => {
  const { client, user, intercept, count, release } = await openSignedIn()
  pass(hour)
  intercept(refresh, () => {
    release(refresh)
    return required()
  })
  expect(await data(client.api.users.$get())).toEqual(user)
  expect(count(refresh)).toBe(2)
})

it('a browser that has lost its key is signed out after the fourth refresh', async () => {
  const { client, intercept, count } = await openSignedIn()
  pass(hour)
  intercept(refresh, required)
  await expect(client.api.users.$get()).rejects.toMatchObject({ code: 'device_proof_required' })
  expect([client.user, count(refresh)]).toEqual([undefined, 4])
})

it('another error ends the attempts, and the session continues', async () => {
  const { client, user, intercept, count } = await openSignedIn()
  pass(hour)
  intercept(refresh, () => (count(refresh) < 3 ? required() : errorResponse(503, 'service_unavailable')))
  await expect(client.api.users.$get()).rejects.toMatchObject({ status: 503 })
  expect([client.user, count(refresh)]).toEqual([user, 3])
})

it('a tab that refreshes while the registration of the device is in progress waits, and is not signed out', async () => {
  const user = await newUser()
  const { newTab, cookies, intercept, count } = browser()
  let registration: string | null = null
  intercept('POST /users/login', async (request) => {
    const response = await serve(request)
    registration = response.headers.get('Secure-Session-Registration')
    return response
  })
  await newTab().signIn({ email: user.email, password })
  const device = { pair: await newPair(), challenge: challengeIn(registration) }
  // The session is bound, and the response with the cookie is on its way.
  const bound = await send(await bindingRequest(device))
  intercept(refresh, async (request) => {
    if (count(refresh) === 3) cookies.set(boundName, cookiesOf(bound)[boundName]?.value ?? '')
    return serve(request)
  })
  const tab = newTab()
  expect(await tab.restore()).toEqual(user)
  expect([tab.user, count(refresh)]).toEqual([user, 4])
})
