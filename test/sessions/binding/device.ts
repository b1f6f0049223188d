import { env, exports } from 'cloudflare:workers'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { expect } from 'vitest'
import { api, described, origin, request } from '../../support/client.ts'
import { hide } from '../../support/logs.ts'
import { newUser, type TestUser } from '../../support/makers.ts'
import { browser, cookiesOf, signInByCookie, tokenOf } from '../browser.ts'

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

export const challengeIn = (header: string | null) =>
  /(?:challenge=)?"([\w-]{20,})"/.exec(header ?? '')?.[1] ?? ''

export const newDevice = async (headers: Record<string, string> = {}): Promise<Device> => {
  const user = await newUser()
  const response = await signInByCookie(user, { Origin: origin, ...headers })
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

const registrationOf = async ({ pair, challenge }: Pick<Device, 'pair' | 'challenge'>) =>
  proofOf(pair, challenge, { header: { jwk: await exportJWK(pair.publicKey) } })

/** Browsers send no `Origin` here. */
export const dbscRequest = (path: string, headers: Record<string, string>) => {
  hide(...Object.values(headers))
  return request('POST', `/users/sessions/binding${path}`, { headers })
}

export const send = (toSend: Request) => described(toSend, exports.default.fetch(toSend))

export const bindingRequest = async (device: Pick<Device, 'pair' | 'challenge'>, query = '') =>
  dbscRequest(query, { 'Secure-Session-Response': await registrationOf(device) })

export interface BoundDevice extends Device {
  identifier: string
  bound: string
}

export const boundIn = (response: Response) => cookiesOf(response)[boundName]?.value ?? ''

/** @returns a device whose session is bound to its key. @param headers of its sign-in */
export const boundDevice = async (headers: Record<string, string> = {}): Promise<BoundDevice> => {
  const device = await newDevice(headers)
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

/** A refresh with the bound cookie. */
export const refreshWith = (token: string, bound: string) =>
  api.post('/users/refresh', {
    headers: { ...browser(token), Cookie: `${browser(token).Cookie}; ${boundName}=${bound}` },
  })

/** @returns how often the owner was told of an event; null for never */
export const eventsOf = async ({ user }: Device, kind: string) =>
  env.DB.prepare('select sum(count) as n from security_events where user_id = ? and kind = ?')
    .bind(user.id, kind)
    .first<number>('n')
