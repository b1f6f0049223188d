import * as z from 'zod'
import { type Config, ConfigError, problemsOf } from '../http/config.ts'

const ed25519 = { kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.base64url().length(43) }
const privateKey = z.object({ ...ed25519, kid: z.string().min(1), d: z.base64url().length(43) })
const anyKey = privateKey.partial({ d: true })

/** A JWKS of Ed25519 keys. The first key signs and must be private; all verify. */
const jwkSet = z
  .object({ keys: z.tuple([privateKey], anyKey) })
  .refine(
    ({ keys }) => new Set(keys.map((key) => key.kid)).size === keys.length,
    'two keys have the same kid',
  )

export type PrivateJwk = z.output<typeof privateKey>
export type AnyJwk = z.output<typeof anyKey>
export type Jwks = [PrivateJwk, ...AnyJwk[]]

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new ConfigError('JWT_KEYS: is not JSON')
  }
}

const parse = (text: string): Jwks => {
  const result = jwkSet.safeParse(parseJson(text))
  if (!result.success) throw new ConfigError(problemsOf(result.error, ['JWT_KEYS']))
  return result.data.keys
}

const parsed = new WeakMap<Config, Jwks>()

/**
 * @returns the keys of the setting JWT_KEYS, parsed once per isolate
 * @throws ConfigError
 */
export const readJwks = (config: Config): Jwks => {
  const keys = parsed.get(config) ?? parse(config.jwtKeys)
  parsed.set(config, keys)
  return keys
}
