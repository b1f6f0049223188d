import type { Config } from '../../http/config.ts'
import { readAuthenticatorData } from './authenticator-data.ts'
import { fromBase64url, toBase64url } from './bytes.ts'
import { readMap } from './cbor.ts'
import { requireClientData } from './client-data.ts'
import { readCoseKey } from './cose-key.ts'
import { reject, unlessInvalid } from './invalid.ts'
import type { Registration } from './registration.ts'
import { relyingParty } from './relying-party.ts'
import { requireRelyingParty } from './require-relying-party.ts'

export interface NewCredential {
  credentialId: string
  publicKey: string
  counter: number
  isBackedUp: boolean
  /** A UUID. */
  aaguid: string
  transports: string[]
}

interface Expected {
  challenge: string
  /** A browser that adds a passkey by itself after a sign-in does not ask the user. Each use asks for verification. */
  isAutomatic: boolean
}

const uuidOf = (bytes: Uint8Array): string =>
  bytes.toHex().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The registered formats (WebAuthn level 3, section 8). */
const formats = [
  'none',
  'packed',
  'tpm',
  'android-key',
  'android-safetynet',
  'fido-u2f',
  'apple',
  'compound',
] as const

const isFormat = (value: unknown): boolean => formats.some((format) => format === value)

/** The attestation is not verified: the options ask for none, and trust in models of authenticators is not needed. */
const readAttestation = (attestationObject: string) => {
  const bytes = fromBase64url(attestationObject)
  const { map, end } = readMap(bytes, 0)
  const authData = map.get('authData')
  const statement = map.get('attStmt')
  const hasStatement = statement instanceof Map || Array.isArray(statement)
  if (end !== bytes.length || !hasStatement || !isFormat(map.get('fmt'))) reject('the attestation')
  if (!(authData instanceof Uint8Array)) return reject('the attestation')
  return readAuthenticatorData(new Uint8Array(authData))
}

/** @throws InvalidPasskey */
const check = async (
  config: Config,
  { id, rawId, response }: Registration,
  { challenge, isAutomatic }: Expected,
): Promise<NewCredential> => {
  const party = relyingParty(config)
  requireClientData(response.clientDataJSON, { type: 'webauthn.create', challenge }, party)
  const data = readAttestation(response.attestationObject)
  await requireRelyingParty(data, party)
  if (!isAutomatic && !(data.isUserPresent && data.isUserVerified)) reject('the user was not verified')
  const credential = data.credential ?? reject('no credential')
  const credentialId = toBase64url(credential.id)
  if (id !== credentialId || rawId !== credentialId) reject('the credential')
  await readCoseKey(credential.publicKey)
  return {
    credentialId,
    publicKey: toBase64url(credential.publicKey),
    counter: data.counter,
    isBackedUp: data.isBackedUp,
    aaguid: uuidOf(credential.aaguid),
    transports: response.transports ?? [],
  }
}

/**
 * Verifies a registration as WebAuthn level 3, section 7.1, says.
 * @returns undefined for a registration that is not valid
 */
export const verifyRegistration = (
  config: Config,
  registration: Registration,
  expected: Expected,
): Promise<NewCredential | undefined> => unlessInvalid(() => check(config, registration, expected))
