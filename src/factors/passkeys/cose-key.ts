import { type Bytes, toBase64url } from './bytes.ts'
import { type CborMap, readMap } from './cbor.ts'
import { reject } from './invalid.ts'

/** COSE algorithms (RFC 9053), best first. The authenticator chooses one of them. */
export const algorithms = { EdDSA: -8, ES256: -7, RS256: -257 } as const

/** A public key, and the parameters with which it verifies. */
export interface VerifyingKey {
  key: CryptoKey
  parameters: { name: string; hash?: string }
  /** Whether its signatures are DER, and Web Crypto takes them raw. */
  isDer: boolean
}

const label = { kty: 1, alg: 3, crv: -1, x: -2, y: -3, n: -1, e: -2 }
const minModulusBytes = 256
const maxModulusBytes = 512

const bytesAt = (map: CborMap, at: number, min: number, max = min): string => {
  const value = map.get(at)
  if (!(value instanceof Uint8Array) || value.length < min || value.length > max)
    return reject('a parameter of the public key')
  return toBase64url(value)
}

const requireValue = (map: CborMap, at: number, value: number): void => {
  if (map.get(at) !== value) reject('the type of the public key')
}

const importKey = async (jwk: JsonWebKey, algorithm: object, rest: Omit<VerifyingKey, 'key'>) => {
  try {
    const key = await crypto.subtle.importKey('jwk', jwk, { ...rest.parameters, ...algorithm }, false, [
      'verify',
    ])
    return { key, ...rest }
  } catch (error) {
    // A point that is not on the curve, for example.
    if (error instanceof DOMException) return reject('the public key', error)
    throw error
  }
}

/**
 * @param bytes a COSE_Key (RFC 9052, section 7)
 * @throws InvalidPasskey for a malformed key, and for an algorithm that was not offered
 */
export const readCoseKey = async (bytes: Bytes): Promise<VerifyingKey> => {
  const { map, end } = readMap(bytes, 0)
  if (end !== bytes.length) reject('bytes behind the public key')
  switch (map.get(label.alg)) {
    case algorithms.ES256: {
      requireValue(map, label.kty, 2)
      requireValue(map, label.crv, 1)
      const jwk = { kty: 'EC', crv: 'P-256', x: bytesAt(map, label.x, 32), y: bytesAt(map, label.y, 32) }
      const parameters = { name: 'ECDSA', hash: 'SHA-256' }
      return importKey(jwk, { namedCurve: 'P-256' }, { parameters, isDer: true })
    }
    case algorithms.EdDSA: {
      requireValue(map, label.kty, 1)
      requireValue(map, label.crv, 6)
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytesAt(map, label.x, 32) }
      return importKey(jwk, {}, { parameters: { name: 'Ed25519' }, isDer: false })
    }
    case algorithms.RS256: {
      requireValue(map, label.kty, 3)
      const n = bytesAt(map, label.n, minModulusBytes, maxModulusBytes)
      const jwk = { kty: 'RSA', n, e: bytesAt(map, label.e, 1, 4) }
      const parameters = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      return importKey(jwk, {}, { parameters, isDer: false })
    }
    default:
      return reject('the algorithm of the public key')
  }
}
