import { env } from 'cloudflare:workers'
import { encodeCBOR } from '@levischuck/tiny-cbor'

/** The faults of an authenticator and its browser in one use. */
export interface Faults {
  type?: string
  challenge?: string
  origin?: string
  crossOrigin?: boolean
  rpId?: string
  /** Bits of WebAuthn level 3, section 6.1. */
  flags?: number
  counter?: number
  userHandle?: string | null
  /** Changes the signature. */
  tamper?: (signature: Uint8Array) => Uint8Array
  extensions?: Map<string, boolean>
}

interface CreationOptions {
  challenge: string
  user: { id: string }
}

const toBase64url = (bytes: Uint8Array) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
const fromBase64url = (text: string) => Uint8Array.fromBase64(text, { alphabet: 'base64url' })
const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text))

const derInteger = (bytes: Uint8Array): number[] => {
  const digits = [...bytes].slice(bytes.findIndex((byte) => byte !== 0))
  const padded = (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits
  return [2, padded.length, ...padded]
}

/** The signature of Web Crypto as authenticators send it. */
const toDer = (raw: Uint8Array): Uint8Array<ArrayBuffer> => {
  const body = [...derInteger(raw.slice(0, 32)), ...derInteger(raw.slice(32))]
  return new Uint8Array([0x30, body.length, ...body])
}

const algorithms = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  EdDSA: { name: 'Ed25519' },
  RS256: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
}
export type TestAlgorithm = keyof typeof algorithms

const coseOf = (algorithm: TestAlgorithm, jwk: JsonWebKey): Map<number, number | Uint8Array> => {
  const bytes = (text = '') => fromBase64url(text)
  if (algorithm === 'ES256')
    return new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(jwk.x)],
      [-3, bytes(jwk.y)],
    ])
  if (algorithm === 'EdDSA')
    return new Map<number, number | Uint8Array>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(jwk.x)],
    ])
  return new Map<number, number | Uint8Array>([
    [1, 3],
    [3, -257],
    [-1, bytes(jwk.n)],
    [-2, bytes(jwk.e)],
  ])
}

const clientDataOf = (type: string, challenge: string, faults: Faults) =>
  utf8(
    JSON.stringify({
      type: faults.type ?? type,
      challenge: faults.challenge ?? challenge,
      origin: faults.origin ?? env.PUBLIC_URL,
      crossOrigin: faults.crossOrigin ?? false,
    }),
  )

const dataOf = async (flags: number, counter: number, { rpId, ...faults }: Faults, ...rest: Uint8Array[]) => {
  const head = new Uint8Array(37)
  head.set(await sha256(utf8(rpId ?? new URL(env.PUBLIC_URL).hostname)))
  const extensions = faults.extensions ? [encodeCBOR(faults.extensions)] : []
  head[32] = (faults.flags ?? flags) | (faults.extensions ? 0x80 : 0)
  new DataView(head.buffer).setUint32(33, faults.counter ?? counter)
  return new Uint8Array([head, ...rest, ...extensions].flatMap((part) => [...part]))
}

/** An authenticator with one credential, made by software. It verifies its user. */
export const newAuthenticator = async (algorithm: TestAlgorithm = 'ES256', hasCounter = true) => {
  const parameters = algorithms[algorithm]
  const pair = await crypto.subtle.generateKey(parameters, true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new TypeError('not a key pair')
  const { publicKey, privateKey } = pair
  const jwk = await crypto.subtle.exportKey('jwk', publicKey)
  if (jwk instanceof ArrayBuffer) throw new TypeError('not a JWK')
  const credentialId = crypto.getRandomValues(new Uint8Array(16))
  const id = toBase64url(credentialId)
  let counter = 0
  let userHandle = ''
  return {
    id,

    create: async ({ challenge, user }: CreationOptions, faults: Faults = {}) => {
      userHandle = user.id
      const clientData = clientDataOf('webauthn.create', challenge, faults)
      const idLength = new Uint8Array([0, credentialId.length])
      const key = encodeCBOR(coseOf(algorithm, jwk))
      const authData = await dataOf(0x45, counter, faults, new Uint8Array(16), idLength, credentialId, key)
      const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, string>()],
        ['authData', authData],
      ])
      return {
        id,
        rawId: id,
        type: 'public-key' as const,
        response: {
          clientDataJSON: toBase64url(clientData),
          attestationObject: toBase64url(encodeCBOR(attestation)),
          transports: ['internal'],
        },
      }
    },

    get: async ({ challenge }: { challenge: string }, faults: Faults = {}) => {
      if (hasCounter) counter++
      const clientData = clientDataOf('webauthn.get', challenge, faults)
      const data = await dataOf(0x05, counter, faults)
      const signed = new Uint8Array([...data, ...(await sha256(clientData))])
      const raw = new Uint8Array(await crypto.subtle.sign(parameters, privateKey, signed))
      const signature = algorithm === 'ES256' ? toDer(raw) : raw
      const sent = faults.userHandle === undefined ? userHandle : faults.userHandle
      return {
        id,
        rawId: id,
        type: 'public-key' as const,
        response: {
          clientDataJSON: toBase64url(clientData),
          authenticatorData: toBase64url(data),
          signature: toBase64url(faults.tamper?.(signature) ?? signature),
          userHandle: sent,
        },
      }
    },
  }
}

export type TestAuthenticator = Awaited<ReturnType<typeof newAuthenticator>>
