/** In production, Cloudflare throws on more iterations in one PBKDF2 call. Local workerd does not. */
export const maxIterationsPerCall = 100_000

const saltBytes = 16
const hashBytes = 32

/** `calls` calls of PBKDF2-HMAC-SHA-256 with `iterations` each. The result of one call is the key of the next. */
interface Parameters {
  iterations: number
  calls: number
}

interface StoredHash extends Parameters {
  salt: Uint8Array<ArrayBuffer>
  hash: Uint8Array<ArrayBuffer>
}

const encode = (bytes: Uint8Array): string => bytes.toBase64({ omitPadding: true })

// PHC string format. It has two parameters, `i` and `c`, because chained calls are not one long call.
const format = ({ iterations, calls, salt, hash }: StoredHash): string =>
  `$pbkdf2-sha256$i=${iterations},c=${calls}$${encode(salt)}$${encode(hash)}`

const phc =
  /^\$pbkdf2-sha256\$i=(?<iterations>\d{1,6}),c=(?<calls>\d{1,3})\$(?<salt>[A-Za-z0-9+/]+)\$(?<hash>[A-Za-z0-9+/]+)$/

const parse = (stored: string): StoredHash => {
  const { iterations, calls, salt, hash } = phc.exec(stored)?.groups ?? {}
  const made = { iterations: Number(iterations), calls: Number(calls) }
  const isPossible = made.iterations >= 1 && made.iterations <= maxIterationsPerCall && made.calls >= 1
  if (!salt || !hash || !isPossible) throw new Error('A stored password hash is not one of ours')
  return {
    ...made,
    salt: Uint8Array.fromBase64(salt),
    hash: Uint8Array.fromBase64(hash),
  }
}

/**
 * Chained PBKDF2-HMAC-SHA-256: the derived bits of one call are the password of the next. For an attacker the work is as
 * sequential as one call of `calls × iterations`, and no call exceeds the limit of the platform.
 */
const derive = async (password: string, salt: Uint8Array<ArrayBuffer>, { iterations, calls }: Parameters) => {
  let secret = new Uint8Array(new TextEncoder().encode(password))
  for (let call = 0; call < calls; call++) {
    const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits'])
    const pbkdf2 = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
    secret = new Uint8Array(await crypto.subtle.deriveBits(pbkdf2, key, hashBytes * 8))
  }
  return secret
}

/**
 * @param password exactly as typed
 * @param calls the number of chained PBKDF2 calls; 6 make OWASP's 600,000 iterations
 * @returns `$pbkdf2-sha256$i=100000,c=6$<salt>$<hash>`, salt of 16 and hash of 32 bytes in unpadded base64
 */
export const hashPassword = async (password: string, calls: number): Promise<string> => {
  const parameters = { iterations: maxIterationsPerCall, calls }
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes))
  return format({ ...parameters, salt, hash: await derive(password, salt, parameters) })
}

/**
 * @returns whether `stored` is a hash of `password`; compared in constant time
 * @throws Error if `hashPassword` did not make `stored`
 */
export const verifyPassword = async (password: string, stored: string): Promise<boolean> => {
  const { salt, hash, ...parameters } = parse(stored)
  const matches = crypto.subtle.timingSafeEqual(await derive(password, salt, parameters), hash)
  // HMAC pads its key with zeros, so `secret` and `secret\0` have the same hash. No password contains U+0000.
  return matches && !password.includes('\0')
}

/** @returns whether a new hash would have other parameters than `stored` */
export const needsRehash = (stored: string, calls: number): boolean => {
  const made = parse(stored)
  return made.iterations !== maxIterationsPerCall || made.calls !== calls
}

/** @returns the number of calls that `stored` has less than a new hash; 0 if it has as many or more */
export const missingCalls = (stored: string, calls: number): number =>
  Math.max(0, calls - parse(stored).calls)

/** A hash of no password. Verifying against it costs the same work as for a user, where there is no user. */
export const decoyHash = (calls: number): string =>
  format({
    iterations: maxIterationsPerCall,
    calls,
    salt: new Uint8Array(saltBytes),
    hash: new Uint8Array(hashBytes),
  })

/** Stands for the hash of an account that has no password. No password matches it. */
export const noPassword = 'none'

/** @returns the hash to verify a password against, at the same cost, for an account with or without a password, or for none */
export const verifiableHash = (stored: string | undefined, calls: number): string =>
  stored === undefined || stored === noPassword ? decoyHash(calls) : stored
