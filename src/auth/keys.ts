import type { Config } from '../http/config.ts'
import { ApiError } from '../http/errors.ts'
import { importTokenKeys, type TokenKeys, type TokenRealm } from './access-tokens.ts'

/** Computes `make(config)` once per isolate: configurations are objects that live as long as the isolate. */
const oncePerIsolate = <T>(make: (config: Config) => Promise<T>) => {
  const made = new WeakMap<Config, Promise<T>>()
  return (config: Config): Promise<T> => {
    const known = made.get(config) ?? make(config)
    made.set(config, known)
    return known
  }
}

/** The keys that sign and verify access tokens. */
export const tokenKeys: (config: Config) => Promise<TokenKeys> = oncePerIsolate(async ({ jwtKeys }) => {
  try {
    return await importTokenKeys(jwtKeys)
  } catch (cause) {
    throw new ApiError('misconfigured', {
      cause: new Error('Bookplate cannot start. JWT_KEYS: no key pair', { cause }),
    })
  }
})

/** The service issues tokens for itself. */
export const tokenRealm = ({ publicUrl }: Config): TokenRealm => ({ issuer: publicUrl, audience: publicUrl })

/**
 * A key for HMAC-SHA-256 that serves one purpose only, derived from the service's secret by HKDF (RFC 5869): what is
 * computed for one purpose means nothing for another.
 */
const hmacKey = (purpose: string) =>
  oncePerIsolate(async ({ secretKey }) => {
    const secret = Uint8Array.fromBase64(secretKey, { alphabet: 'base64url' })
    const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
    const info = new TextEncoder().encode(`bookplate ${purpose}`)
    const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
    const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
    return crypto.subtle.deriveKey(hkdf, root, hmac, false, ['sign', 'verify'])
  })

/** The key that authenticates refresh tokens. */
export const refreshTokenKey = hmacKey('refresh token')

/** The key that authenticates the marks of known devices. */
export const deviceKey = hmacKey('device')

/** The key that hides what is counted: whose address, or which device. */
export const guessKey = hmacKey('guess')
