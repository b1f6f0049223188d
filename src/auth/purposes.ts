// Every token that the service issues, on one page. Each is accepted for its own purpose and no other.

const minute = 60
const day = 24 * 60 * minute

/**
 * | token | form | accepted |
 * | --- | --- | --- |
 * | access | JWT of type `at+jwt`, EdDSA | `Authorization: Bearer`, behind `requireUser` and `requireScope`; to sign out, also when expired |
 * | API key | `bpak_` and 55 characters: random, user id, checksum; stored as SHA-256 | `Authorization: Bearer`, behind `requireScope` |
 * | refresh | `bprt_` and 70 characters, HMAC over session and counter | body or cookie of refresh, sign-out and sign-in |
 * | download | 43 random characters, stored as SHA-256, single use | `token` in the query of `GET /books/export` |
 * | device | HMAC over random bytes and the email | cookie of sign-in: gives the device a counter of attempts |
 * | preview | HMAC over a day, the provider and the id of a cover | path of `GET /lookup/covers/…`: shows this cover |
 * | mfa | `bpmfa_` and 44 characters: random, and the transport; stored as SHA-256 | body of `POST /users/login/mfa` |
 * | trusted device | 43 random characters, stored as SHA-256 | cookie of sign-in: its device needs no second factor |
 * | mailed link | HMAC over the id of a row and its purpose, single use | body of the route of its purpose, see mail/links.ts |
 * | passkey challenge | 43 random characters, stored as SHA-256, single use | one registration, sign-in or sign-up |
 * | passkey upgrade | HMAC over session and time, single use | stands for the proof to add one passkey after a sign-in |
 * | step-up | 43 random characters, stored as SHA-256, single use | the challenge of an assertion: proves one change |
 * | device challenge | HMAC over session and instant, single use | `jti` of a proof of a device |
 * | device proof | JWT of type `dbsc+jwt`, ES256, of the browser | `Secure-Session-Response` of `/users/sessions/binding…` |
 * | device binding | HMAC over session and key | `Sec-Secure-Session-Id` of `/users/sessions/binding/refresh` |
 * | bound | HMAC over session and end | cookie of `POST /users/refresh`, beside a refresh token |
 */
export const purposes = {
  deviceChallenge: { keyInfo: 'device challenge', ttlSeconds: 5 * minute },
  deviceProof: { typ: 'dbsc+jwt' },
  deviceBinding: { keyInfo: 'device binding' },
  /** Only a refresh needs it, every 15 minutes. Chromium signs at most 6 times in 9 minutes for a site. */
  bound: { keyInfo: 'bound session', ttlSeconds: 10 * minute },
  access: { typ: 'at+jwt', ttlSeconds: 15 * minute },
  /** Lets secret scanners recognise a key. */
  apiKey: { prefix: 'bpak_' },
  refresh: {
    /** Lets secret scanners recognise a refresh token. */
    prefix: 'bprt_',
    keyInfo: 'refresh token',
    /** A session that is not used for this long ends. */
    idleTtlSeconds: 30 * day,
    /** Every session ends after this long. */
    ttlSeconds: 90 * day,
    /** For this long after its rotation a token still gets its successor: for two tabs, or a lost response. */
    graceSeconds: 10,
  },
  download: { ttlSeconds: minute },
  device: { keyInfo: 'device', ttlSeconds: 400 * day },
  mfa: { prefix: 'bpmfa_', ttlSeconds: 10 * minute, maxWrongCodes: 5 },
  trustedDevice: { ttlSeconds: 30 * day },
  stepUp: { ttlSeconds: 5 * minute },
  /** The links of mails, by purpose. */
  mailedLink: {
    keyInfo: 'mailed link',
    ttlSeconds: {
      sign_up: day,
      verify_email: day,
      /** Short: the new email may be misspelled, and then a stranger has the link. */
      change_email: 60 * minute,
      reset_password: 30 * minute,
      keep_factors: 3 * day,
    },
  },
  passkeyChallenge: { ttlSeconds: 5 * minute },
  passkeyUpgrade: { keyInfo: 'passkey upgrade', ttlSeconds: 5 * minute },
  /** Not a token: the key that encrypts the positions in a shared shelf. */
  shareCursor: { keyInfo: 'share cursor' },
  /** Not a token: the key that encrypts TOTP secrets. */
  totp: { keyInfo: 'totp secret' },
  /** Not a token: the key that encrypts the secrets of webhooks. */
  webhook: { keyInfo: 'webhook secret' },
  /** The address of a preview stays the same for a day, so that browsers keep the picture. */
  preview: { keyInfo: 'lookup preview', minTtlSeconds: day },
} as const

/** Verifiers may cache our public keys for this long. A new key is published for as long before it signs. */
export const jwksMaxAgeSeconds = 15 * minute

/** RFC 7519 allows some leeway for `exp` and `nbf`, because the clocks of two machines differ. */
export const clockToleranceSeconds = 5
