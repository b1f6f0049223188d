import { type Config, ConfigError } from '../http/config.ts'
import { importTokenKeys, type TokenKeys, type TokenRealm } from './access-tokens.ts'
import { readJwks } from './jwk-set.ts'
import { purposes } from './purposes.ts'

/** Computes `make(config)` once per isolate, because the configuration lives as long as the isolate. */
const oncePerIsolate = <T>(make: (config: Config) => Promise<T>) => {
  const made = new WeakMap<Config, Promise<T>>()
  return (config: Config): Promise<T> => {
    const known = made.get(config) ?? make(config)
    made.set(config, known)
    return known
  }
}

/** The keys that sign and verify access tokens. */
export const tokenKeys: (config: Config) => Promise<TokenKeys> = oncePerIsolate(async (config) => {
  try {
    return await importTokenKeys(readJwks(config))
  } catch (cause) {
    throw cause instanceof ConfigError ? cause : new ConfigError('JWT_KEYS: no key pair', { cause })
  }
})

/** The service issues tokens for itself. */
export const tokenRealm = ({ publicUrl }: Config): TokenRealm => ({ issuer: publicUrl, audience: publicUrl })

/** Keys for HMAC-SHA-256 of one purpose: the first makes a MAC, all verify one. */
export type MacKeys = readonly [CryptoKey, ...CryptoKey[]]

const importRoot = (secretKey: string): Promise<CryptoKey> => {
  const secret = Uint8Array.fromBase64(secretKey, { alphabet: 'base64url' })
  return crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey', 'deriveBits'])
}

const hkdf = (purpose: string) => {
  const info = new TextEncoder().encode(`bookplate ${purpose}`)
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
}

const deriveKey = async (secretKey: string, purpose: string): Promise<CryptoKey> => {
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  return crypto.subtle.deriveKey(hkdf(purpose), await importRoot(secretKey), hmac, false, ['sign', 'verify'])
}

/**
 * Keys of one purpose, derived from the service's secrets by HKDF (RFC 5869). A MAC of one purpose is invalid for every
 * other.
 */
const macKeys = (purpose: string) =>
  oncePerIsolate(async ({ secretKeys: [first, ...others] }): Promise<MacKeys> => {
    const derive = (secretKey: string) => deriveKey(secretKey, purpose)
    return [await derive(first), ...(await Promise.all(others.map(derive)))]
  })

/** A key that only hides values, so nothing is verified with the previous secret. */
const hidingKey = (purpose: string) => oncePerIsolate(({ secretKeys: [first] }) => deriveKey(first, purpose))

/** The keys that authenticate refresh tokens. */
export const refreshTokenKeys = macKeys(purposes.refresh.keyInfo)

/** The keys that authenticate the marks of known devices. */
export const deviceKeys = macKeys(purposes.device.keyInfo)

/** The keys that authenticate the challenges of devices. */
export const challengeKeys = macKeys(purposes.deviceChallenge.keyInfo)

/** The keys that authenticate the names that browsers have for bound sessions. */
export const bindingKeys = macKeys(purposes.deviceBinding.keyInfo)

/** The keys that authenticate the cookies of bound sessions. */
export const boundKeys = macKeys(purposes.bound.keyInfo)

/** The keys that authenticate the addresses of previews. */
export const previewKeys = macKeys(purposes.preview.keyInfo)

/** The keys that authenticate the links of mails. */
export const mailedLinkKeys = macKeys(purposes.mailedLink.keyInfo)

/** The keys that authenticate the proofs of a passkey upgrade. */
export const upgradeKeys = macKeys(purposes.passkeyUpgrade.keyInfo)

/** A key that encrypts, with the name that rows carry. The name reveals nothing of the key. */
interface EncryptionKey {
  id: string
  key: CryptoKey
}

/** The first key encrypts, all decrypt. */
export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]]

const idBits = 64

const deriveEncryptionKey = async (secretKey: string, purpose: string): Promise<EncryptionKey> => {
  const root = await importRoot(secretKey)
  // scripts/keys/key-id.mjs derives the same id, to find the rows that still name a key.
  const id = await crypto.subtle.deriveBits(hkdf(`${purpose} id`), root, idBits)
  const aes = { name: 'AES-GCM', length: 256 }
  const key = await crypto.subtle.deriveKey(hkdf(purpose), root, aes, false, ['encrypt', 'decrypt'])
  return { id: new Uint8Array(id).toHex(), key }
}

const encryptionKeys = (purpose: string) =>
  oncePerIsolate(async ({ secretKeys: [first, ...others] }): Promise<EncryptionKeys> => {
    const derive = (secretKey: string) => deriveEncryptionKey(secretKey, purpose)
    return [await derive(first), ...(await Promise.all(others.map(derive)))]
  })

/** The keys that encrypt TOTP secrets at rest. */
export const totpKeys = encryptionKeys(purposes.totp.keyInfo)

/** The keys that encrypt the secrets of webhooks at rest. */
export const webhookKeys = encryptionKeys(purposes.webhook.keyInfo)

/** The keys that encrypt the positions in a shared shelf. */
export const shareCursorKeys = encryptionKeys(purposes.shareCursor.keyInfo)

/** The key that hides the emails and devices whose attempts are counted. Its name is older than the word "attempt". */
export const attemptKey = hidingKey('guess')

/** The key that hides the emails whose mails are counted. */
export const mailCountKey = hidingKey('mail count')

/** The key that hides emails and networks in the log. */
export const logKey = hidingKey('log')
