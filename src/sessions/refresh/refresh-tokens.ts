import { UUID } from 'uuidv7'
import type { MacKeys } from '../../auth/keys.ts'
import { purposes } from '../../auth/purposes.ts'
import { seal, unseal } from '../../auth/seal.ts'

/** The content of a refresh token: the session, and the number of rotations before it. */
export interface RefreshClaims {
  sessionId: string
  counter: number
}

const { prefix } = purposes.refresh
const idBytes = 16
const claimsBytes = idBytes + 4

const pack = ({ sessionId, counter }: RefreshClaims): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(claimsBytes)
  bytes.set(UUID.parse(sessionId).bytes)
  new DataView(bytes.buffer).setUint32(idBytes, counter)
  return bytes
}

const unpack = (bytes: Uint8Array<ArrayBuffer>): RefreshClaims => ({
  sessionId: UUID.ofInner(bytes.slice(0, idBytes)).toString(),
  counter: new DataView(bytes.buffer).getUint32(idBytes),
})

/**
 * A refresh token carries its claims and their HMAC. So the database holds neither the token nor a digest of it, and the
 * service can compute the same successor again for a client that lost the response.
 * @returns `bprt_` and 70 characters of base64url: 16 bytes of session id, 4 of counter, 32 of HMAC-SHA-256
 */
export const sealRefreshToken = async (keys: MacKeys, claims: RefreshClaims): Promise<string> =>
  prefix + (await seal(keys, pack(claims)))

/** @returns the claims of `token`, or undefined unless one of `keys` sealed it; compared in constant time */
export const openRefreshToken = async (keys: MacKeys, token: string): Promise<RefreshClaims | undefined> => {
  if (!token.startsWith(prefix)) return undefined
  const claims = await unseal(keys, token.slice(prefix.length), claimsBytes)
  return claims && unpack(claims)
}
