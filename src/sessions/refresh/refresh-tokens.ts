import { UUID } from 'uuidv7'
import { seal, unseal } from '../../auth/seal.ts'

/** Unused for this long, a session is over. */
export const sessionIdleTtlSeconds = 30 * 24 * 60 * 60
/** However much it is used, a session is over after this long. */
export const sessionTtlSeconds = 90 * 24 * 60 * 60

/** This long after its rotation, a token is still answered with its successor: for two tabs, or a lost answer. */
export const refreshGraceSeconds = 10

/** What a refresh token says: which session, and how many rotations came before it. */
export interface RefreshClaims {
  sessionId: string
  counter: number
}

// Lets secret scanners know one when they see it.
const prefix = 'bprt_'
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
 * A refresh token carries its claims and their HMAC, so that no token, nor a digest of one, is in the database, and
 * the successor of a rotated token can be computed again for whoever lost the answer.
 * @returns `bprt_` and 70 characters of base64url: 16 bytes of session id, 4 of counter, 32 of HMAC-SHA-256
 */
export const sealRefreshToken = async (key: CryptoKey, claims: RefreshClaims): Promise<string> =>
  prefix + (await seal(key, pack(claims)))

/** @returns what `token` says, or undefined when it is not one that `key` sealed; compared in constant time */
export const openRefreshToken = async (key: CryptoKey, token: string): Promise<RefreshClaims | undefined> => {
  if (!token.startsWith(prefix)) return undefined
  const claims = await unseal(key, token.slice(prefix.length), claimsBytes)
  return claims && unpack(claims)
}
