import { env } from 'cloudflare:workers'
import { exportJWK } from 'jose'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { bindingKeys } from '../../../src/auth/keys.ts'
import { readConfig } from '../../../src/http/config.ts'
import { sealIdentifier } from '../../../src/sessions/binding/tokens.ts'
import { idOfRefreshToken } from '../../proof/callers.ts'
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

it('an identifier with another key than that of the session proves nothing', async () => {
  const device = await boundDevice()
  pass(1000)
  const pair = await newPair()
  const { x = '', y = '' } = await exportJWK(pair.publicKey)
  const key = { kty: 'EC' as const, crv: 'P-256' as const, x, y }
  const id = await idOfRefreshToken(device.token)
  const identifier = await sealIdentifier(await bindingKeys(readConfig(env)), id, key)
  const toSend = await provenRequest({ ...device, pair, identifier })
  expect(await errorOf(await send(toSend))).toEqual([401, 'invalid_token'])
})
