import { importJWK, type JWTHeaderParameters, errors as joseErrors, jwtVerify } from 'jose'
import * as z from 'zod'
import { purposes } from './purposes.ts'

const { typ } = purposes.deviceProof
const alg = 'ES256'

// A registration has about 500 bytes. A longer proof is not worth the work of parsing it.
const maxProofLength = 2048

const coordinate = z.base64url().length(43)
const publicKey = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate })

/** The public key of a device: P-256. */
export type DeviceKey = z.output<typeof publicKey>

const readKey = (jwk: unknown): DeviceKey => {
  const { success, data } = publicKey.safeParse(jwk)
  if (!success) throw new joseErrors.JWTInvalid('no P-256 key')
  return data
}

const keyOf = (header: JWTHeaderParameters, registered: DeviceKey | undefined): DeviceKey => {
  if (registered && header.jwk !== undefined) throw new joseErrors.JWTInvalid('a key of its own')
  return registered ?? readKey(header.jwk)
}

/**
 * Verifies a proof of a device (W3C Device Bound Session Credentials): a JWT of type `dbsc+jwt` whose `jti` is a challenge.
 * @param registered the key of the session; undefined at a registration, where the proof brings its key
 * @returns the key and the challenge, or undefined for an invalid proof
 */
export const verifyDeviceProof = async (
  proof: string,
  registered: DeviceKey | undefined,
): Promise<{ key: DeviceKey; challenge: string } | undefined> => {
  if (proof.length > maxProofLength) return undefined
  let key: DeviceKey | undefined
  try {
    const { payload } = await jwtVerify(
      proof,
      (header) => {
        key = keyOf(header, registered)
        return importJWK(key, alg)
      },
      { algorithms: [alg], typ, requiredClaims: ['jti'] },
    )
    return key && typeof payload.jti === 'string' ? { key, challenge: payload.jti } : undefined
  } catch {
    // Every error means an invalid proof: for some malformed headers jose throws no error of its own.
    return undefined
  }
}
