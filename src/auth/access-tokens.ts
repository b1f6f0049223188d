import { type CryptoKey, importJWK, type JWK, errors as joseErrors, jwtVerify, SignJWT } from 'jose'
import type { AnyJwk, PrivateJwk } from '../http/config.ts'
import { accessTokenTtlSeconds } from './purposes.ts'

const alg = 'EdDSA'
const typ = 'at+jwt'

// Ours are about 450 bytes. Nothing longer is worth a look.
const maxTokenLength = 2048

/** What the tokens are signed and checked with, imported once per isolate. */
export interface TokenKeys {
  sign: { kid: string; key: CryptoKey }
  /** By `kid`. The only place that keys come from: a token's own `jwk`, `jku` or `x5u` is never looked at. */
  verify: Map<string, CryptoKey>
}

/** What an access token is about. */
export interface AccessClaims {
  userId: string
  sessionId: string
}

/** Where a token comes from and whom it is for: `iss` and `aud`. */
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
 * @throws Error when the halves of the first do not belong together: it would sign what nobody can verify
 */
export const importTokenKeys = async (jwks: readonly [PrivateJwk, ...AnyJwk[]]): Promise<TokenKeys> => {
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

/** The public half of `jwks`, for whoever wants to verify our tokens (RFC 7517). */
export const publicJwks = (jwks: readonly AnyJwk[]) => ({ keys: jwks.map(publicPart) })

/** @returns a JWT of RFC 9068's profile, good for `accessTokenTtlSeconds` from `now` */
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
    .setExpirationTime(issuedAt + accessTokenTtlSeconds)
    .setJti(crypto.randomUUID())
    .sign(sign.key)
}

export type Verification = { kind: 'valid'; claims: AccessClaims } | { kind: 'invalid'; reason: string }

/**
 * Checks signature, algorithm, `typ`, `iss`, `aud`, `exp`, `nbf`, and that `kid` is a key of ours.
 * @param now 'ever': neither `exp` nor `nbf` matters
 * @returns the claims, or why not: a reason for the log, not for the client
 */
export const verifyAccessToken = async (
  { verify }: TokenKeys,
  { issuer, audience }: TokenRealm,
  token: string,
  now: Date | 'ever',
): Promise<Verification> => {
  if (token.length > maxTokenLength) return { kind: 'invalid', reason: 'absurdly long' }
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyNamed(verify, kid), {
      algorithms: [alg],
      typ,
      issuer,
      audience,
      ...(now === 'ever' ? { clockTolerance: Number.MAX_SAFE_INTEGER } : { currentDate: now }),
      // jose accepts a token without `exp` unless told otherwise.
      requiredClaims: ['sub', 'sid', 'iat', 'nbf', 'exp', 'jti'],
    })
    const { sub, sid } = payload
    if (typeof sub !== 'string' || typeof sid !== 'string')
      return { kind: 'invalid', reason: 'claims of a wrong type' }
    return { kind: 'valid', claims: { userId: sub, sessionId: sid } }
  } catch (error) {
    // Whatever goes wrong, the token did not pass: jose has no error of its own for every malformed header.
    const reason = error instanceof joseErrors.JOSEError ? error.code : String(error)
    return { kind: 'invalid', reason }
  }
}
