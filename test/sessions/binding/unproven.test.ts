// Refreshes of a bound session whose device did not prove its key, and what the owner is told of them.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, errorOf, origin } from '../../support/client.ts'
import { linesOfTest } from '../../support/logs.ts'
import { browser, refreshBy, tokenOf } from '../browser.ts'
import { pass, startClock } from '../refresh/refreshing.ts'
import {
  type BoundDevice,
  bindingRequest,
  boundDevice,
  boundIn,
  challengeFor,
  eventsOf,
  newDevice,
  newPair,
  proofOf,
  proofRequest,
  provenRequest,
  refreshWith,
  send,
} from './device.ts'

const minute = 60_000
const required = [401, 'device_proof_required']

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36'
const updated = windows.replace('Chrome/150', 'Chrome/151')
const mac = windows.replace('Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7')

/** How often the owner was told of a copy, and of a device that was not proven. */
const told = async (device: BoundDevice) => [
  await eventsOf(device, 'session_copied'),
  await eventsOf(device, 'device_proof_failed'),
]
const ofCopy = [1, null]
const ofFailure = [null, 1]

const refreshAs = ({ token }: BoundDevice, userAgent: string) =>
  api.post('/users/refresh', { headers: { ...browser(token), 'User-Agent': userAgent } })

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('a copied cookie jar', () => {
  it('is rejected 100 of 100 times, reported, and does not end the session of the owner', async () => {
    const device = await boundDevice()
    pass(16 * minute)
    const all = await Promise.all(
      Array.from({ length: 100 }, async () => errorOf(await refreshWith(device.token, device.bound))),
    )
    expect(all).toEqual(Array(100).fill(required))
    expect(await told(device)).toEqual([100, null])
    const bound = boundIn(await send(await provenRequest(device)))
    expect((await refreshWith(device.token, bound)).status).toBe(200)
  })

  it('does not end the session with an old token either, but with the device proven an old token is theft', async () => {
    const device = await boundDevice()
    const second = tokenOf(await refreshWith(device.token, device.bound))
    pass(minute)
    expect(await errorOf(await refreshBy(device.token))).toEqual(required)
    const reused = await refreshWith(device.token, device.bound)
    expect(await errorOf(reused)).toEqual([401, 'refresh_token_reused'])
    expect(await errorOf(await refreshWith(second, device.bound))).toEqual([401, 'invalid_token'])
  })
})

describe('the owner is told of a copy', () => {
  it('when the token of the cookie is in a body', async () => {
    const device = await boundDevice()
    const inBody = await api.post('/users/refresh', { body: { refresh_token: device.token } })
    expect(await errorOf(inBody)).toEqual(required)
    expect(await told(device)).toEqual(ofCopy)
    expect(linesOfTest()).toContainEqual(
      expect.objectContaining({ event: 'device_proof_required', isCopied: true }),
    )
  })

  it('when a bound cookie is sent that a browser would have deleted', async () => {
    const device = await boundDevice()
    pass(15 * minute + 1)
    expect(await errorOf(await refreshWith(device.token, device.bound))).toEqual(required)
    expect(await told(device)).toEqual(ofCopy)
  })

  it.each([
    ['another system', mac],
    ['another program', 'curl/8.16.0'],
    ['a program without a name', ''],
  ])('when %s sends the cookie', async (_, userAgent) => {
    const device = await boundDevice({ 'User-Agent': windows })
    expect(await errorOf(await refreshAs(device, userAgent))).toEqual(required)
    expect(await told(device)).toEqual(ofCopy)
  })

  it('when the cookie comes without its bound cookie, although the browser has one', async () => {
    const device = await boundDevice({ 'User-Agent': windows })
    pass(20 * minute)
    expect((await send(await provenRequest(device))).status).toBe(200)
    pass(2 * minute + 1)
    expect(await errorOf(await refreshAs(device, windows))).toEqual(required)
    expect(await told(device)).toEqual(ofCopy)
  })
})

describe('the owner is not told of a copy', () => {
  it('when a browser has lost its key', async () => {
    const device = await boundDevice({ 'User-Agent': windows })
    pass(20 * minute)
    await send(await provenRequest(device))
    pass(9 * minute)
    expect(await errorOf(await refreshAs(device, updated))).toEqual(required)
    expect(await told(device)).toEqual(ofFailure)
    expect(linesOfTest()).toContainEqual(
      expect.objectContaining({ event: 'device_proof_required', isCopied: false }),
    )
  })

  it.each([0, 1, 5, 9])('when the response to the registration was lost %i min before', async (minutes) => {
    const device = await boundDevice()
    pass(minutes * minute)
    expect(await errorOf(await refreshBy(device.token))).toEqual(required)
    expect(await told(device)).toEqual(ofFailure)
  })

  it('when the response to a proof was lost', async () => {
    const device = await boundDevice()
    pass(20 * minute)
    expect((await send(await provenRequest(device))).status).toBe(200)
    pass(minute)
    expect(await errorOf(await refreshBy(device.token))).toEqual(required)
    expect(await told(device)).toEqual(ofFailure)
  })

  it('when the bound cookie ends on its way, or is that of an earlier session', async () => {
    const [device, other] = [await boundDevice(), await boundDevice()]
    expect(await errorOf(await refreshWith(device.token, other.bound))).toEqual(required)
    expect(await errorOf(await refreshWith(device.token, device.identifier))).toEqual(required)
    pass(10 * minute)
    expect(await errorOf(await refreshWith(device.token, device.bound))).toEqual(required)
    expect(await told(device)).toEqual([null, 3])
  })

  it('when a challenge expired, a proof is wrong or too late: nothing is recorded before a refresh', async () => {
    const device = await boundDevice()
    pass(1000)
    const challenge = await challengeFor(device)
    const wrong = await proofOf(await newPair(), challenge)
    expect((await send(proofRequest(device.identifier, wrong))).status).toBe(401)
    pass(6 * minute)
    const late = await proofOf(device.pair, challenge)
    expect((await send(proofRequest(device.identifier, late))).status).toBe(403)
    expect(await told(device)).toEqual([null, null])
    expect((await send(await provenRequest(device))).status).toBe(200)
    expect(await told(device)).toEqual([null, null])
  })

  it('when a registration failed: the session is not bound, and is refreshed', async () => {
    const device = await newDevice()
    pass(6 * minute)
    expect((await send(await bindingRequest(device))).status).toBe(401)
    expect((await refreshBy(device.token)).status).toBe(200)
    expect(await eventsOf(device, 'device_proof_failed')).toBe(null)
  })
})

it('a session that is not bound is refreshed from anywhere', async () => {
  const { token } = await newDevice({ 'User-Agent': windows })
  const headers = { Origin: origin, Cookie: browser(token).Cookie, 'User-Agent': mac }
  expect((await api.post('/users/refresh', { headers })).status).toBe(200)
})
