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

const deriveKey = async (secretKey: string, purpose: string): Promise<CryptoKey> => {
  const secret = Uint8Array.fromBase64(secretKey, { alphabet: 'base64url' })
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const info = new TextEncoder().encode(`bookplate ${purpose}`)
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  return crypto.subtle.deriveKey(hkdf, root, hmac, false, ['sign', 'verify'])
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

/** The keys that authenticate the addresses of previews. */
export const previewKeys = macKeys(purposes.preview.keyInfo)

/** The key that hides the emails and devices whose attempts are counted. Its name is older than the word "attempt". */
export const attemptKey = hidingKey('guess')

/** The key that hides emails and networks in the log. */
export const logKey = hidingKey('log')
