import { UUID } from 'uuidv7'
import type { DeviceKey } from '../../auth/device-proofs.ts'
import type { MacKeys } from '../../auth/keys.ts'
import { purposes } from '../../auth/purposes.ts'
import { seal, unseal } from '../../auth/seal.ts'

const idBytes = 16
const timedBytes = idBytes + 8
const coordinateBytes = 32
const identifierBytes = idBytes + 2 * coordinateBytes

interface Timed {
  sessionId: string
  at: number
}

const sealTimed = (keys: MacKeys, { sessionId, at }: Timed): Promise<string> => {
  const bytes = new Uint8Array(timedBytes)
  bytes.set(UUID.parse(sessionId).bytes)
  new DataView(bytes.buffer).setFloat64(idBytes, at)
  return seal(keys, bytes)
}

const openTimed = async (keys: MacKeys, token: string): Promise<Timed | undefined> => {
  const bytes = await unseal(keys, token, timedBytes)
  if (!bytes) return undefined
  const sessionId = UUID.ofInner(bytes.slice(0, idBytes)).toString()
  return { sessionId, at: new DataView(bytes.buffer).getFloat64(idBytes) }
}

/** A challenge of a session. Its instant is its number: a proof of it is accepted once, and no older one after it. */
export const sealChallenge = (keys: MacKeys, sessionId: string, now: Date): Promise<string> =>
  sealTimed(keys, { sessionId, at: now.getTime() })

/** @returns the session and the number of a challenge; undefined for a foreign or an expired one */
export const openChallenge = async (keys: MacKeys, challenge: string, now: Date) => {
  const opened = await openTimed(keys, challenge)
  const end = opened && opened.at + purposes.deviceChallenge.ttlSeconds * 1000
  return end !== undefined && now.getTime() < end ? opened : undefined
}

/** The value of the bound cookie: the session, and the end of the cookie. */
export const sealBound = (keys: MacKeys, sessionId: string, now: Date): Promise<string> =>
  sealTimed(keys, { sessionId, at: now.getTime() + purposes.bound.ttlSeconds * 1000 })

/** @returns the instant at which a bound cookie of the session ends, in milliseconds; undefined for another cookie */
export const endOfBound = async (
  keys: MacKeys,
  cookie: string,
  sessionId: string,
): Promise<number | undefined> => {
  const opened = await openTimed(keys, cookie)
  return opened?.sessionId === sessionId ? opened.at : undefined
}

const decode = (text: string) => Uint8Array.fromBase64(text, { alphabet: 'base64url' })
const encode = (bytes: Uint8Array) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true })

/** The name that the browser gives the session: with its key, so that a proof is verified before D1 is asked. */
export const sealIdentifier = (keys: MacKeys, sessionId: string, { x, y }: DeviceKey): Promise<string> =>
  seal(keys, new Uint8Array([...UUID.parse(sessionId).bytes, ...decode(x), ...decode(y)]))

export const openIdentifier = async (
  keys: MacKeys,
  identifier: string,
): Promise<{ sessionId: string; key: DeviceKey } | undefined> => {
  const bytes = await unseal(keys, identifier, identifierBytes)
  if (!bytes) return undefined
  const x = encode(bytes.slice(idBytes, idBytes + coordinateBytes))
  const y = encode(bytes.slice(idBytes + coordinateBytes))
  const sessionId = UUID.ofInner(bytes.slice(0, idBytes)).toString()
  return { sessionId, key: { kty: 'EC', crv: 'P-256', x, y } }
}
