import { type CryptoKey, importJWK, type JWK, errors as joseErrors, jwtVerify, SignJWT } from 'jose'
import type { AnyJwk, Jwks } from './jwk-set.ts'
import { clockToleranceSeconds, purposes } from './purposes.ts'

const alg = 'EdDSA'
const { typ, ttlSeconds } = purposes.access

// Our tokens have about 450 bytes. A longer one is not worth the work of parsing it.
const maxTokenLength = 2048

/** The keys that sign and verify tokens, imported once per isolate. */
export interface TokenKeys {
  sign: { kid: string; key: CryptoKey }
  /** By `kid`. Keys come from here alone: a token's own `jwk`, `jku` or `x5u` is ignored. */
  verify: Map<string, CryptoKey>
}

/** The claims of an access token that the service uses. */
export interface AccessClaims {
  userId: string
  sessionId: string
}

/** The `iss` and `aud` of a token. */
export interface TokenRealm {
  issuer: string
  audience: string
}

const publicPart = ({ kty, crv, x, kid }: AnyJwk) => ({ kty, crv, x, kid, use: 'sig', alg })

const importKey = async (jwk: JWK): Promise<CryptoKey> => {
  const key = await importJWK(jwk, alg)
  if (key instanceof Uint8Array) throw new TypeError('An Ed25519 key cannot be symmetric')
  return key
}

/**
 * @param jwks Ed25519 keys: the first signs, all verify
 * @throws Error when the private and the public half of the first do not match: its signatures would never verify
 */
export const importTokenKeys = async (jwks: Jwks): Promise<TokenKeys> => {
  const [{ kid }] = jwks
  const key = await importKey(jwks[0])
  const verify = new Map(
    await Promise.all(jwks.map(async (jwk) => [jwk.kid, await importKey(publicPart(jwk))] as const)),
  )
  const probe = await new SignJWT().setProtectedHeader({ alg, kid }).sign(key)
  await jwtVerify(probe, ({ kid }) => keyNamed(verify, kid))
  return { sign: { kid, key }, verify }
}

const keyNamed = (keys: TokenKeys['verify'], kid: string | undefined): CryptoKey => {
  const key = keys.get(kid ?? '')
  if (!key) throw new joseErrors.JWKSNoMatchingKey()
  return key
}

/** The public halves of `jwks` (RFC 7517): with them any service can verify our tokens. */
export const publicJwks = (jwks: readonly AnyJwk[]) => ({ keys: jwks.map(publicPart) })

/** @returns a JWT of RFC 9068's profile, valid for `purposes.access.ttlSeconds` from `now` */
export const signAccessToken = (
  { sign }: TokenKeys,
  { issuer, audience }: TokenRealm,
  { userId, sessionId }: AccessClaims,
  now: Date,
): Promise<string> => {
  const issuedAt = Math.floor(now.getTime() / 1000)
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg, kid: sign.kid, typ })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .setJti(crypto.randomUUID())
    .sign(sign.key)
}

export type Verification =
  /** `nbf` and `exp` are in seconds since 1970. */
  | { kind: 'valid'; claims: AccessClaims; notBefore: number; expiresAt: number }
  | { kind: 'invalid'; reason: string }

/**
 * Checks signature, algorithm, `typ`, `iss`, `aud`, `exp`, `nbf`, and that `kid` names one of our keys.
 * @param now 'ever' ignores `exp` and `nbf`
 * @returns the claims, or the reason why the token is invalid: for the log, not for the client
 */
export const verifyAccessToken = async (
  { verify }: TokenKeys,
  { issuer, audience }: TokenRealm,
  token: string,
  now: Date | 'ever',
): Promise<Verification> => {
  if (token.length > maxTokenLength) return { kind: 'invalid', reason: 'too long' }
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyNamed(verify, kid), {
      algorithms: [alg],
      typ,
      issuer,
      audience,
      ...(now === 'ever'
        ? { clockTolerance: Number.MAX_SAFE_INTEGER }
        : { clockTolerance: clockToleranceSeconds, currentDate: now }),
      // jose accepts a token without `exp` unless told otherwise.
      requiredClaims: ['sub', 'sid', 'iat', 'nbf', 'exp', 'jti'],
    })
    const { sub, sid, nbf = 0, exp = 0 } = payload
    if (typeof sub !== 'string' || typeof sid !== 'string')
      return { kind: 'invalid', reason: 'claims of a wrong type' }
    return { kind: 'valid', claims: { userId: sub, sessionId: sid }, notBefore: nbf, expiresAt: exp }
  } catch (error) {
    // Every error means an invalid token: for some malformed headers jose throws no error of its own.
    const reason = error instanceof joseErrors.JOSEError ? error.code : 'malformed'
    return { kind: 'invalid', reason }
  }
}
