import * as z from 'zod'
import { purposes } from '../auth/purposes.ts'
import { codeInput } from '../factors/codes/schema.ts'
import { count, id, idParameter, instant } from '../http/fields.ts'
import { text } from '../http/text.ts'
import { credentials, exampleUser, presentedUser } from '../users/schema.ts'

const refreshToken = text({ min: 1, max: 256 }).meta({
  description: 'A refresh token.',
  examples: [`bprt_${'A'.repeat(70)}`],
})

export const transport = z
  .enum(['body', 'cookie'])
  .default('body')
  .describe('Whether the refresh token goes into the body, or into a cookie that scripts cannot read.')

const passkeyUpgrade = z
  .literal(true)
  .optional()
  .describe('Asks for a proof to add one passkey, for a browser that adds it after a sign-in by itself.')

export const signInInput = credentials.extend({
  transport,
  passkey_upgrade: passkeyUpgrade,
  refresh_token: refreshToken
    .optional()
    .describe('The refresh token of a session on this device. It proves that the device signed in before.'),
})

export const mfaInput = z.strictObject({
  mfa_token: text({ min: 1, max: 256 }).meta({
    description: 'The token of the sign-in.',
    examples: [`bpmfa_${'A'.repeat(44)}`],
  }),
  code: codeInput,
  passkey_upgrade: passkeyUpgrade,
  trust_device: z
    .boolean()
    .default(false)
    .describe('Whether this device needs no code for 30 days. It keeps a cookie.'),
})

/** The way of a refresh token to the client and back. */
export type Transport = z.output<typeof signInInput>['transport']

export const refreshInput = z.strictObject({ refresh_token: refreshToken.optional() })
export const sessionParameters = z.object({ id: idParameter })

const maxAgeSeconds = purposes.refresh.ttlSeconds

export const tokens = z
  .object({
    access_token: z
      .string()
      .max(2048)
      .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
      .describe('A JWT, for `Authorization: Bearer`.'),
    token_type: z.literal('Bearer').describe('The scheme of the `Authorization` header.'),
    expires_in: count(maxAgeSeconds).describe('The lifetime of the access token, in seconds.'),
    refresh_token: z
      .string()
      .max(256)
      .regex(/^bprt_[\w-]+$/)
      .optional()
      .describe('The refresh token; absent if it is in the cookie.'),
    refresh_expires_in: count(maxAgeSeconds).describe('The lifetime of the refresh token, in seconds.'),
    passkey_upgrade: z
      .string()
      .max(256)
      .regex(/^[\w-]+$/)
      .optional()
      .describe('Stands for the proof of one `POST /users/passkeys`, for five minutes; only if asked for.'),
    user: presentedUser,
  })
  .meta({
    id: 'Tokens',
    examples: [
      {
        access_token: 'eyJhbGciOiJFZERTQSJ9.e30.AAAA',
        token_type: 'Bearer',
        expires_in: 900,
        refresh_token: `bprt_${'A'.repeat(70)}`,
        refresh_expires_in: 2_592_000,
        user: exampleUser,
      },
    ],
  })

export const presentedSession = z
  .object({
    id,
    created_at: instant.describe('When the user signed in.'),
    last_used_at: instant.describe('When the session was last refreshed.'),
    user_agent: z.string().max(1000).describe('The `User-Agent` header of the sign-in.'),
    device: z.string().max(1000).nullable().describe('A name of the device, for people.'),
    current: z.boolean().describe('Whether this session sent the request.'),
    bound: z
      .boolean()
      .optional()
      .describe('True if only the browser that signed in can refresh the session.'),
    trusted_until: instant
      .optional()
      .describe('Until then the device needs no second factor; absent for a device that is not trusted.'),
    signed_in: z
      .literal(false)
      .optional()
      .describe('False for a trusted device without a session; absent for a session.'),
  })
  .meta({
    id: 'Session',
    examples: [
      {
        id: '0190a1b2-1111-7e5f-8a6b-7c8d9e0f1a2b',
        created_at: '2026-11-22T08:00:00.000Z',
        last_used_at: '2026-11-22T08:15:00.000Z',
        user_agent: 'curl/8.16.0',
        device: 'curl',
        current: true,
      },
    ],
  })

export const downloadToken = z.object({
  token: z
    .string()
    .max(256)
    .regex(/^[\w-]+$/)
    .describe('The token, for the `token` parameter of the export.'),
  expires_in: count(purposes.download.ttlSeconds).describe('The lifetime of the token, in seconds.'),
})
