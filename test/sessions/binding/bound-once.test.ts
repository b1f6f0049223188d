import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { errorOf } from '../../support/client.ts'
import { pass, startClock } from '../refresh/refreshing.ts'
import { bindingRequest, boundDevice, challengeFor, newPair, provenRequest, send } from './device.ts'

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

it('a bound session keeps its key: a newer challenge binds it to no other', async () => {
  const device = await boundDevice()
  pass(1000)
  const thief = { ...device, pair: await newPair(), challenge: await challengeFor(device) }
  expect(await errorOf(await send(await bindingRequest(thief)))).toEqual([401, 'invalid_token'])
  pass(1000)
  expect((await send(await provenRequest(device))).status).toBe(200)
})
