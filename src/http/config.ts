import * as z from 'zod'
import { defaultTimeLimitMs } from '../bindings/time-limit.ts'

/** A setting of the Worker is missing or malformed. The message names settings and reasons, never their values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'

  constructor(problem: string, options?: ErrorOptions) {
    super(`Bookplate cannot start. ${problem}`, options)
  }
}

const isOrigin = (url: string) =>
  /^https?:\/\/[^*]+$/.test(url) && URL.canParse(url) && new URL(url).origin === url

const origin = z.string().refine(isOrigin, 'must be an origin such as https://books.example, with no path')

const origins = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )
  .pipe(z.array(origin))

const count = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a number')
    .transform(Number)
    .pipe(z.int().min(min).max(max))

// Settings with a default are optional: a deployment from before them has none.
const contact = z
  .string()
  .regex(/^(?:(?:mailto:|https:\/\/)\S+)?$/, 'must be empty, or start with mailto: or https://')
  .default('')
  .transform((text) => text || undefined)

/** The days after which a disabled account is erased, unless the operator sets another number. */
export const defaultDisabledAccountDays = 365
// Optional: a deployment from before these settings has none.
const timeLimit = (defaultMs: number, maxMs: number) => count(1, maxMs).default(defaultMs)
const isSecretKey = (text: string) => text.length >= 43 && z.base64url().safeParse(text).success

// One or more keys, separated by white space or commas. A note after `#` is for the operator, see scripts/secret-rotation.mjs.
const secretKeys = z
  .string()
  .transform((text) =>
    text
      .replaceAll(/#.*/g, '')
      .split(/[\s,]+/)
      .filter(Boolean),
  )
  .refine(
    (keys): keys is [string, ...string[]] => keys.length > 0 && keys.every(isSecretKey),
    'needs one or more keys of 32 random bytes, base64url-encoded',
  )

const loopback = /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Whether only programs of the same machine can use an address: RFC 6761, section 6.3, and RFC 6890. */
export const isLoopback = ({ hostname }: URL): boolean => loopback.test(hostname)

// For development and tests: a local server that stands for the hosts of all providers.
const testOrigin = origin
  .refine((url) => isLoopback(new URL(url)), 'must be a loopback address')
  .or(z.literal(''))
  .optional()
  .transform((url) => url || undefined)

// RFC 5322's "From". The name before it is always that of the service.
const mailFrom = z
  .email('must be an email, or empty')
  .or(z.literal(''))
  .default('')
  .transform((email) => email || undefined)

// The domain alone, without a port. Browsers accept it for pages of this domain and of those below it.
const rpId = z
  .string()
  .regex(/^(?:[a-z\d-]+(?:\.[a-z\d-]+)*)?$/, 'must be a domain such as books.example')
  .default('')
  .transform((domain) => domain || undefined)

const googleBooksKey = z
  .string()
  .regex(/^[\w-]{0,200}$/, 'must be a key of the Google Books API')
  .optional()
  .transform((key) => key || undefined)

const settings = z
  .object({
    PUBLIC_URL: origin,
    CORS_ORIGINS: origins,
    PASSWORD_HASH_CALLS: count(1, 60),
    FREE_GUESSES: count(1, 1_000_000),
    QUOTA_BOOKS: count(0, 1_000_000).default(50_000),
    QUOTA_TEXT_BYTES: count(0, 1e10).default(200e6),
    QUOTA_COVER_BYTES: count(0, 1e13).default(10e9),
    DISABLED_ACCOUNT_DAYS: count(1, 36_500).default(defaultDisabledAccountDays),
    PASSKEY_RP_ID: rpId,
    PASSKEY_ORIGINS: origins.optional(),
    READ_REPLICAS: z.enum(['on', 'off']),
    SHARED_CATALOGUE: z.enum(['on', 'off']).default('on'),
    SECURITY_CONTACT: contact,
    TIME_LIMIT_MS: timeLimit(defaultTimeLimitMs, 30_000),
    HEALTH_TIME_LIMIT_MS: timeLimit(2000, 2500),
    LOOKUP: z.enum(['on', 'off']).default('on'),
    LOOKUP_TIME_LIMIT_MS: timeLimit(5000, 20_000),
    LOOKUP_ORIGIN: testOrigin,
    WEBHOOK_ORIGIN: testOrigin,
    GOOGLE_BOOKS_KEY: googleBooksKey,
    MAIL_FROM: mailFrom,
    MAIL: z.custom<SendEmail>().optional(),
    JWT_KEYS: z.string(),
    SECRET_KEY: secretKeys,
  })
  .refine((env) => env.LOOKUP_ORIGIN === undefined || isLoopback(new URL(env.PUBLIC_URL)), {
    path: ['LOOKUP_ORIGIN'],
    message: 'is for development: PUBLIC_URL must be a loopback address',
  })
  .refine((env) => env.WEBHOOK_ORIGIN === undefined || isLoopback(new URL(env.PUBLIC_URL)), {
    path: ['WEBHOOK_ORIGIN'],
    message: 'is for development: PUBLIC_URL must be a loopback address',
  })
  .refine((env) => env.MAIL_FROM === undefined || env.MAIL || isLoopback(new URL(env.PUBLIC_URL)), {
    path: ['MAIL_FROM'],
    message: 'needs the binding MAIL',
  })
  .transform((env) => ({
    publicUrl: env.PUBLIC_URL,
    /** Whether the service runs on a developer's machine. */
    isLocal: isLoopback(new URL(env.PUBLIC_URL)),
    corsOrigins: env.CORS_ORIGINS,
    passwordHashCalls: env.PASSWORD_HASH_CALLS,
    freeAttempts: env.FREE_GUESSES,
    /** The largest library of a reader. The members have the names of the counters of `users`. */
    quota: {
      bookCount: env.QUOTA_BOOKS,
      textBytes: env.QUOTA_TEXT_BYTES,
      coverBytes: env.QUOTA_COVER_BYTES,
    },
    /** An account that was disabled this long ago is erased. */
    disabledAccountDays: env.DISABLED_ACCOUNT_DAYS,
    passkeys: {
      /** The domain that passkeys belong to; undefined for that of PUBLIC_URL. */
      rpId: env.PASSKEY_RP_ID,
      /** Origins besides PUBLIC_URL whose pages may use these passkeys. */
      origins: env.PASSKEY_ORIGINS ?? [],
    },
    /** Whether a replica may serve reads. It learns of a revocation a little later. */
    readReplicas: env.READ_REPLICAS === 'on',
    /** Whether each reader may see the public fields of the books of all readers. */
    sharedCatalogue: env.SHARED_CATALOGUE === 'on',
    /** The contact of security.txt; undefined for none. */
    securityContact: env.SECURITY_CONTACT,
    /** The time limit of each call to a binding. */
    timeLimitMs: env.TIME_LIMIT_MS,
    /** The time limit of each check of /health, which must respond within 3 s. */
    healthTimeLimitMs: env.HEALTH_TIME_LIMIT_MS,
    lookup: {
      isOn: env.LOOKUP === 'on',
      /** The time limit of each request to a provider of book data. */
      timeLimitMs: env.LOOKUP_TIME_LIMIT_MS,
      testOrigin: env.LOOKUP_ORIGIN,
      googleBooksKey: env.GOOGLE_BOOKS_KEY,
    },
    /** In development, a local server that stands for the hosts of all webhooks. */
    webhookTestOrigin: env.WEBHOOK_ORIGIN,
    /** Undefined: the service sends no mail. */
    mail:
      env.MAIL_FROM === undefined
        ? undefined
        : {
            from: env.MAIL_FROM,
            /** Undefined in development: mails are then only kept to be looked at. */
            binding: env.MAIL,
          },
    /** JSON, see auth/jwk-set.ts. */
    jwtKeys: env.JWT_KEYS,
    /** 256 random bits each: the first makes refresh tokens and marks of devices, all verify them. */
    secretKeys: env.SECRET_KEY,
  }))

/** The Worker's settings, checked. */
export type Config = z.output<typeof settings>

/** @returns the problem of each setting, for a `ConfigError`. The values are secrets and stay out. */
export const problemsOf = (error: z.core.$ZodError, prefix: string[] = []): string =>
  error.issues.map(({ path, message }) => `${[...prefix, ...path].join('.')}: ${message}`).join('; ')

const parse = (env: Env): Config => {
  const result = settings.safeParse(env)
  if (!result.success) throw new ConfigError(problemsOf(result.error))
  return result.data
}

const parsed = new WeakMap<Env, Config>()

/**
 * @param env the Worker's variables and secrets; parsed once per isolate
 * @throws ConfigError
 */
export const readConfig = (env: Env): Config => {
  const config = parsed.get(env) ?? parse(env)
  parsed.set(env, config)
  return config
}
