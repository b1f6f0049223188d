import { env } from 'cloudflare:workers'
import type { PrivateJwk } from '../../src/auth/jwk-set.ts'

/** The private key that the service signs with, as in its secret. */
export const [signingJwk] = JSON.parse(env.JWT_KEYS).keys as [PrivateJwk]

export type Members = Record<string, unknown>

export const base64url = (data: string | Uint8Array): string => {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}

export const fromBase64url = (text: string) => Uint8Array.fromBase64(text, { alphabet: 'base64url' })

const encodePart = (part: Members | string | Uint8Array) =>
  base64url(typeof part === 'string' || part instanceof Uint8Array ? part : JSON.stringify(part))

/** @returns `<header>.<payload>.`, with no signature; text and bytes are taken as they are */
export const unsigned = (header: Members | string | Uint8Array, payload: Members | string): string =>
  `${encodePart(header)}.${encodePart(payload)}.`

const withSignature = (input: string, signature: ArrayBuffer): string =>
  input + base64url(new Uint8Array(signature))

/** Signs with Ed25519, even if the header names another algorithm. The default key is that of the service. */
export const sign = async (
  header: Members | string | Uint8Array,
  payload: Members | string,
  { kty, crv, x, d }: PrivateJwk = signingJwk,
): Promise<string> => {
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, d }, 'Ed25519', false, ['sign'])
  const input = unsigned(header, payload)
  const signed = new TextEncoder().encode(input.slice(0, -1))
  return withSignature(input, await crypto.subtle.sign('Ed25519', key, signed))
}

/** Signs with HMAC-SHA-256. */
export const signHmac = async (header: Members, payload: Members, secret: BufferSource): Promise<string> => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign'])
  const input = unsigned(header, payload)
  return withSignature(
    input,
    await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(input.slice(0, -1))),
  )
}

export const newJwk = async (kid: string): Promise<PrivateJwk> => {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const { x = '', d = '' } = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as JsonWebKey
  return { kty: 'OKP', crv: 'Ed25519', kid, x, d }
}

/** @returns header and claims of a JWT, unchecked */
export const decode = (jwt: string): { header: Members; payload: Members } => {
  const [header = '', payload = ''] = jwt.split('.')
  const parse = (part: string) => JSON.parse(new TextDecoder().decode(fromBase64url(part)))
  return { header: parse(header), payload: parse(payload) }
}
