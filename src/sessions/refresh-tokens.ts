import { UUID } from 'uuidv7'

/** Unused for this long, a session is over. */
export const sessionIdleTtlSeconds = 30 * 24 * 60 * 60
/** However much it is used, a session is over after this long. */
export const sessionTtlSeconds = 90 * 24 * 60 * 60

/** What a refresh token says: which session, and how many rotations came before it. */
export interface RefreshClaims {
  sessionId: string
  counter: number
}

// Lets secret scanners know one when they see it.
const prefix = 'bprt_'
const idBytes = 16
const claimsBytes = idBytes + 4
const macBytes = 32

const pack = ({ sessionId, counter }: RefreshClaims): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(claimsBytes)
  bytes.set(UUID.parse(sessionId).bytes)
  new DataView(bytes.buffer).setUint32(idBytes, counter)
  return bytes
}

const decode = (token: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!token.startsWith(prefix)) return undefined
  try {
    return Uint8Array.fromBase64(token.slice(prefix.length), { alphabet: 'base64url' })
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * A refresh token carries its claims and their HMAC, so that no token, nor a digest of one, is in the database, and
 * the successor of a rotated token can be computed again for whoever lost the answer.
 * @returns `bprt_` and 70 characters of base64url: 16 bytes of session id, 4 of counter, 32 of HMAC-SHA-256
 */
export const sealRefreshToken = async (key: CryptoKey, claims: RefreshClaims): Promise<string> => {
  const packed = pack(claims)
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, packed))
  const token = new Uint8Array([...packed, ...mac])
  return prefix + token.toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** @returns what `token` says, or undefined when it is not one that `key` sealed; compared in constant time */
export const openRefreshToken = async (key: CryptoKey, token: string): Promise<RefreshClaims | undefined> => {
  const bytes = decode(token)
  if (bytes?.length !== claimsBytes + macBytes) return undefined
  const packed = bytes.subarray(0, claimsBytes)
  if (!(await crypto.subtle.verify('HMAC', key, bytes.subarray(claimsBytes), packed))) return undefined
  return {
    sessionId: UUID.ofInner(packed.slice(0, idBytes)).toString(),
    counter: new DataView(packed.buffer).getUint32(idBytes),
  }
}
