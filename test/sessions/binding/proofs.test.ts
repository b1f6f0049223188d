import { exportJWK } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, errorOf } from '../../support/client.ts'
import { countingDatabase, fetchWith } from '../../support/worker.ts'
import { browser } from '../browser.ts'
import { pass, startClock } from '../refresh/refreshing.ts'
import {
  boundDevice,
  boundIn,
  challengeFor,
  dbscRequest,
  newPair,
  proofOf,
  proofRequest,
  provenRequest,
  refreshWith,
  send,
} from './device.ts'

const minute = 60_000

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('POST /users/sessions/binding/refresh', () => {
  it('proves the key for a new cookie, with one round trip', async () => {
    const device = await boundDevice()
    pass(11 * minute)
    const { DB, trips } = countingDatabase()
    const challenge = dbscRequest('/refresh', { 'Sec-Secure-Session-Id': device.identifier })
    expect((await fetchWith({ DB }, challenge)).status).toBe(403)
    expect(trips()).toBe(0)
    const response = await fetchWith({ DB }, await provenRequest(device))
    expect(trips()).toBe(1)
    expect((await refreshWith(device.token, boundIn(response))).status).toBe(200)
  })

  it('accepts a proof once, of any number of parallel requests', async () => {
    const device = await boundDevice()
    pass(1000)
    const proof = await proofOf(device.pair, await challengeFor(device))
    const all = await Promise.all(
      Array.from({ length: 20 }, async () => send(proofRequest(device.identifier, proof))),
    )
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, ...Array(19).fill(403)])
  })

  it('rejects an older challenge after a newer one, and one of another session', async () => {
    const [device, other] = [await boundDevice(), await boundDevice()]
    pass(1000)
    const older = await challengeFor(device)
    pass(1000)
    expect((await send(await provenRequest(device))).status).toBe(200)
    for (const challenge of [older, await challengeFor(other)]) {
      const proof = await proofOf(device.pair, challenge)
      expect(await errorOf(await send(proofRequest(device.identifier, proof)))).toEqual([
        403,
        'device_challenge',
      ])
    }
  })

  it('rejects another key, a key in the proof, and an unknown identifier', async () => {
    const device = await boundDevice()
    pass(1000)
    const thief = await newPair()
    const challenge = await challengeFor(device)
    const jwk = await exportJWK(thief.publicKey)
    for (const proof of [
      await proofOf(thief, challenge),
      await proofOf(thief, challenge, { header: { jwk } }),
    ])
      expect(await errorOf(await send(proofRequest(device.identifier, proof)))).toEqual([
        401,
        'invalid_token',
      ])
    const unknown = proofRequest('A'.repeat(150), await proofOf(device.pair, challenge))
    expect(await errorOf(await send(unknown))).toEqual([401, 'invalid_token'])
  })

  it('ends with the session', async () => {
    const device = await boundDevice()
    pass(1000)
    const toSend = await provenRequest(device)
    await api.post('/users/logout', { headers: browser(device.token) })
    expect(await errorOf(await send(toSend))).toEqual([401, 'invalid_token'])
  })
})
