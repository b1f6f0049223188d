/** Cloudflare's production runtime throws above this many iterations in one PBKDF2 call; local workerd does not. */
export const maxIterationsPerCall = 100_000

const saltBytes = 16
const hashBytes = 32

/** How a hash was made: `calls` PBKDF2-HMAC-SHA-256 calls of `iterations` each, every one keyed by the last's result. */
interface Parameters {
  iterations: number
  calls: number
}

interface StoredHash extends Parameters {
  salt: Uint8Array<ArrayBuffer>
  hash: Uint8Array<ArrayBuffer>
}

const encode = (bytes: Uint8Array): string => bytes.toBase64({ omitPadding: true })

// PHC string format. `i` and `c` say what was done, not what it amounts to: chained calls are not one long call.
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
 * PBKDF2-HMAC-SHA-256, chained: the derived bits of one call are the password of the next. An attacker has the same
 * sequential work as with one call of `calls × iterations`, and no call passes the platform's limit.
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
 * @param calls how many PBKDF2 calls to chain; 6 is OWASP's 600,000 iterations
 * @returns `$pbkdf2-sha256$i=100000,c=6$<salt>$<hash>`, salt of 16 and hash of 32 bytes in unpadded base64
 */
export const hashPassword = async (password: string, calls: number): Promise<string> => {
  const parameters = { iterations: maxIterationsPerCall, calls }
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes))
  return format({ ...parameters, salt, hash: await derive(password, salt, parameters) })
}

/**
 * @returns whether `password` is the one that `stored` was made from; compared in constant time
 * @throws Error when `stored` is not a string of `hashPassword`
 */
export const verifyPassword = async (password: string, stored: string): Promise<boolean> => {
  const { salt, hash, ...parameters } = parse(stored)
  const matches = crypto.subtle.timingSafeEqual(await derive(password, salt, parameters), hash)
  // HMAC pads its key with zeros, so `secret` and `secret\0` derive the same. No password has one.
  return matches && !password.includes('\0')
}

/** Whether `stored` was made with other parameters than a hash of today would be. */
export const needsRehash = (stored: string, calls: number): boolean => {
  const made = parse(stored)
  return made.iterations !== maxIterationsPerCall || made.calls !== calls
}

/** How many calls cheaper `stored` is than a hash of today; 0 when it is not. */
export const missingCalls = (stored: string, calls: number): number =>
  Math.max(0, calls - parse(stored).calls)

/** A hash that no password has, to verify against where there is no user: the work must be the same. */
export const decoyHash = (calls: number): string =>
  format({
    iterations: maxIterationsPerCall,
    calls,
    salt: new Uint8Array(saltBytes),
    hash: new Uint8Array(hashBytes),
  })
