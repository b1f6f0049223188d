import {
  type AccessClaims,
  type TokenKeys,
  type TokenRealm,
  type Verification,
  verifyAccessToken,
} from './access-tokens.ts'
import { clockToleranceSeconds } from './purposes.ts'

/** A verified token has about 1 KB with its claims. */
const maxTokens = 1000

interface Verified {
  claims: AccessClaims
  realm: TokenRealm
  /** `nbf` and `exp`, in seconds. */
  notBefore: number
  expiresAt: number
}

// By the keys that verified them: a new key set starts with an empty memory. By the whole token: a part of it, or its
// `jti`, would also name a forged token.
const memories = new WeakMap<TokenKeys, Map<string, Verified>>()

const memoryOf = (keys: TokenKeys): Map<string, Verified> => {
  const memory = memories.get(keys) ?? new Map()
  memories.set(keys, memory)
  return memory
}

const isCurrent = ({ notBefore, expiresAt }: Verified, now: Date): boolean => {
  const seconds = Math.floor(now.getTime() / 1000)
  return notBefore <= seconds + clockToleranceSeconds && expiresAt > seconds - clockToleranceSeconds
}

/**
 * `verifyAccessToken`, with the signature of a token verified once per isolate. `exp` and `nbf` are checked each time.
 * Whether the session is live is not part of a token: D1 is asked on every request.
 */
export const verifyTokenOnce = async (
  keys: TokenKeys,
  realm: TokenRealm,
  token: string,
  now: Date,
): Promise<Verification> => {
  const memory = memoryOf(keys)
  const known = memory.get(token)
  const isSameRealm = known?.realm.issuer === realm.issuer && known.realm.audience === realm.audience
  if (known && isSameRealm && isCurrent(known, now)) return { kind: 'valid', ...known }
  const verification = await verifyAccessToken(keys, realm, token, now)
  if (verification.kind === 'invalid') {
    memory.delete(token)
    return verification
  }
  // A Map iterates in the order of insertion, so the first token is the oldest.
  const [oldest] = memory.size >= maxTokens ? memory.keys() : []
  if (oldest !== undefined) memory.delete(oldest)
  const { claims, notBefore, expiresAt } = verification
  memory.set(token, { claims, realm, notBefore, expiresAt })
  return verification
}

/** The number of remembered tokens, for the test of its bound. */
export const rememberedTokens = (keys: TokenKeys): number => memoryOf(keys).size
