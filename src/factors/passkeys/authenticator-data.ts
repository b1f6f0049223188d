import type { Bytes } from './bytes.ts'
import { readMap } from './cbor.ts'
import { reject } from './invalid.ts'

/** The part that a new credential adds to authenticator data. */
interface AttestedCredential {
  /** The model of the authenticator, 16 bytes. */
  aaguid: Bytes
  id: Bytes
  /** COSE, see cose-key.ts. */
  publicKey: Bytes
}

/** WebAuthn level 3, section 6.1. */
export interface AuthenticatorData {
  rpIdHash: Bytes
  isUserPresent: boolean
  isUserVerified: boolean
  isBackedUp: boolean
  counter: number
  credential: AttestedCredential | undefined
}

const headBytes = 37
const attestedHeadBytes = 18
const maxCredentialIdBytes = 1023
const flag = {
  userPresent: 1,
  userVerified: 1 << 2,
  backupEligible: 1 << 3,
  backedUp: 1 << 4,
  attested: 1 << 6,
  extensions: 1 << 7,
}

const viewOf = (bytes: Bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const readCredential = (bytes: Bytes): { credential: AttestedCredential; end: number } => {
  const start = headBytes + attestedHeadBytes
  if (bytes.length < start) reject('the attested credential is cut short')
  const idLength = viewOf(bytes).getUint16(start - 2)
  if (idLength === 0 || idLength > maxCredentialIdBytes) reject('the length of the credential id')
  const keyStart = start + idLength
  const { end } = readMap(bytes, keyStart)
  const credential = {
    aaguid: bytes.slice(headBytes, headBytes + 16),
    id: bytes.slice(start, keyStart),
    publicKey: bytes.slice(keyStart, end),
  }
  return { credential, end }
}

/** @throws InvalidPasskey, also for bytes behind the data */
export const readAuthenticatorData = (bytes: Bytes): AuthenticatorData => {
  if (bytes.length < headBytes) reject('the authenticator data is cut short')
  const flags = bytes[32] ?? 0
  const has = (bit: number) => (flags & bit) !== 0
  if (has(flag.backedUp) && !has(flag.backupEligible)) reject('backed up without being eligible')
  const attested = has(flag.attested) ? readCredential(bytes) : undefined
  const extensionsStart = attested?.end ?? headBytes
  const end = has(flag.extensions) ? readMap(bytes, extensionsStart).end : extensionsStart
  if (end !== bytes.length) reject('bytes behind the authenticator data')
  return {
    rpIdHash: bytes.slice(0, 32),
    isUserPresent: has(flag.userPresent),
    isUserVerified: has(flag.userVerified),
    isBackedUp: has(flag.backedUp),
    counter: viewOf(bytes).getUint32(33),
    credential: attested?.credential,
  }
}
