import { exports } from 'cloudflare:workers'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { expect } from 'vitest'
import { described, request } from '../../support/client.ts'
import { hide } from '../../support/logs.ts'
import { newUser, type TestUser } from '../../support/makers.ts'
import { cookiesOf, signInByCookie, tokenOf } from '../browser.ts'

type Pair = Awaited<ReturnType<typeof generateKeyPair>>

/** A browser with device-bound sessions, after a sign-in. */
export interface Device {
  user: TestUser
  token: string
  challenge: string
  pair: Pair
}

export const boundName = '__Host-bound'

export const newPair = () => generateKeyPair('ES256', { extractable: true })

const challengeIn = (header: string | null) => /(?:challenge=)?"([\w-]{20,})"/.exec(header ?? '')?.[1] ?? ''

export const newDevice = async (): Promise<Device> => {
  const user = await newUser()
  const response = await signInByCookie(user)
  const challenge = challengeIn(response.headers.get('Secure-Session-Registration'))
  return { user, token: tokenOf(response), challenge, pair: await newPair() }
}

interface ProofOptions {
  header?: { typ?: string; jwk?: JWK }
  claims?: Record<string, unknown>
}

export const proofOf = async ({ privateKey }: Pair, jti: string, { header, claims }: ProofOptions = {}) =>
  new SignJWT({ jti, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dbsc+jwt', ...header })
    .sign(privateKey)

const registrationOf = async ({ pair, challenge }: Device) =>
  proofOf(pair, challenge, { header: { jwk: await exportJWK(pair.publicKey) } })

/** Browsers send no `Origin` here. */
export const dbscRequest = (path: string, headers: Record<string, string>) => {
  hide(...Object.values(headers))
  return request('POST', `/users/sessions/binding${path}`, { headers })
}

export const send = (toSend: Request) => described(toSend, exports.default.fetch(toSend))

export const bindingRequest = async (device: Device, query = '') =>
  dbscRequest(query, { 'Secure-Session-Response': await registrationOf(device) })

export interface BoundDevice extends Device {
  identifier: string
  bound: string
}

export const boundIn = (response: Response) => cookiesOf(response)[boundName]?.value ?? ''

/** @returns a device whose session is bound to its key */
export const boundDevice = async (): Promise<BoundDevice> => {
  const device = await newDevice()
  const response = await send(await bindingRequest(device))
  expect(response.status).toBe(200)
  const { session_identifier: identifier } = await response.json<{ session_identifier: string }>()
  return { ...device, identifier, bound: boundIn(response) }
}

/** @returns a new challenge for the device, as a browser gets it */
export const challengeFor = async ({ identifier }: BoundDevice) => {
  const response = await send(dbscRequest('/refresh', { 'Sec-Secure-Session-Id': identifier }))
  expect(response.status).toBe(403)
  return challengeIn(response.headers.get('Secure-Session-Challenge'))
}

export const proofRequest = (identifier: string, proof: string, query = '') =>
  dbscRequest(`/refresh${query}`, {
    'Sec-Secure-Session-Id': `"${identifier}"`,
    'Secure-Session-Response': `"${proof}"`,
  })

export const provenRequest = async (device: BoundDevice, query = '') =>
  proofRequest(device.identifier, await proofOf(device.pair, await challengeFor(device)), query)
