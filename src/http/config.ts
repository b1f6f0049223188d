import * as z from 'zod'
import { ApiError } from './errors.ts'

const isOrigin = (url: string) =>
  /^https?:\/\/[^*]+$/.test(url) && URL.canParse(url) && new URL(url).origin === url

const origin = z.string().refine(isOrigin, 'must be an origin such as https://books.example, with no path')

const json = z.string().transform((text, ctx): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    ctx.addIssue({ code: 'custom', message: 'is not JSON' })
    return z.NEVER
  }
})

const count = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a number')
    .transform(Number)
    .pipe(z.int().min(min).max(max))

const ed25519 = { kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.base64url().length(43) }
const privateKey = z.object({ ...ed25519, kid: z.string().min(1), d: z.base64url().length(43) })
const anyKey = privateKey.partial({ d: true })

/** A JWKS of Ed25519 keys: the first signs and so must be private, all verify. */
const jwks = z
  .object({ keys: z.tuple([privateKey], anyKey) })
  .refine(
    ({ keys }) => new Set(keys.map((key) => key.kid)).size === keys.length,
    'two keys have the same kid',
  )

const schema = z.object({
  PUBLIC_URL: origin,
  CORS_ORIGINS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .pipe(z.array(origin)),
  PASSWORD_HASH_CALLS: count(1, 60),
  FREE_GUESSES: count(1, 1_000_000),
  READ_REPLICAS: z.enum(['on', 'off']),
  JWT_KEYS: json.pipe(jwks),
  SECRET_KEY: z.base64url().min(43, 'needs 32 random bytes, base64url-encoded'),
})

export type PrivateJwk = z.infer<typeof privateKey>
export type AnyJwk = z.infer<typeof anyKey>

/** The Worker's settings, checked. */
export interface Config {
  publicUrl: string
  corsOrigins: string[]
  passwordHashCalls: number
  freeGuesses: number
  /** Whether reads may be answered by a replica, which learns of a revocation a little later. */
  readReplicas: boolean
  jwtKeys: [PrivateJwk, ...AnyJwk[]]
  /** 256 random bits that the keys for refresh tokens and the like are derived from. */
  secretKey: string
}

const parse = (env: Env): Config => {
  const result = schema.safeParse(env)
  if (!result.success) {
    // Names and reasons only: the values are secrets.
    const problems = result.error.issues
      .map(({ path, message }) => `${path.join('.')}: ${message}`)
      .join('; ')
    throw new ApiError('misconfigured', { cause: new Error(`Bookplate cannot start. ${problems}`) })
  }
  const { PUBLIC_URL, CORS_ORIGINS, PASSWORD_HASH_CALLS, FREE_GUESSES, READ_REPLICAS, JWT_KEYS, SECRET_KEY } =
    result.data
  return {
    publicUrl: PUBLIC_URL,
    corsOrigins: CORS_ORIGINS,
    passwordHashCalls: PASSWORD_HASH_CALLS,
    freeGuesses: FREE_GUESSES,
    readReplicas: READ_REPLICAS === 'on',
    jwtKeys: JWT_KEYS.keys,
    secretKey: SECRET_KEY,
  }
}

const parsed = new WeakMap<Env, Config>()

/**
 * @param env the Worker's variables and secrets; parsed once per isolate
 * @throws ApiError `misconfigured`, whose cause says what is wrong with which setting
 */
export const readConfig = (env: Env): Config => {
  const config = parsed.get(env) ?? parse(env)
  parsed.set(env, config)
  return config
}
