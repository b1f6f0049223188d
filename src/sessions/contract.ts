import { bearer } from '../auth/security-schemes.ts'
import { contract } from '../http/contract.ts'
import { refreshCookie } from './cookies.ts'
import { downloadToken, presentedSession, tokens } from './schema.ts'

const tag = 'Sessions'
const headers = ['X-D1-Bookmark', 'Set-Cookie'] as const
const signInHeaders = [...headers, 'Secure-Session-Registration'] as const

export const signInContract = contract({
  id: 'signIn',
  summary: 'Sign in',
  description:
    'Email and password as JSON, or as `Authorization: Basic` without a body. With `transport: cookie` the refresh token ' +
    'goes into a cookie that scripts cannot read. An unknown email and a wrong password get the same response. With TOTP ' +
    'set, the right password gets `mfa_required`, unless the device is trusted.',
  tag,
  responses: { 200: { message: 'Signed in.', data: tokens, headers: signInHeaders } },
  errors: [
    'service_unavailable',
    'invalid_credentials',
    'mfa_required',
    'account_disabled',
    'origin_mismatch',
  ],
})

export const mfaContract = contract({
  id: 'completeSignIn',
  summary: 'Complete a sign-in with a second factor',
  description:
    'Takes a code of the authenticator app or a recovery code. Five wrong codes end the `mfa_token`, and each one counts ' +
    'as an attempt of the account. The refresh token goes where the first request of the sign-in asked for.',
  tag,
  responses: { 200: { message: 'Signed in.', data: tokens, headers: signInHeaders } },
  errors: ['service_unavailable', 'invalid_token', 'invalid_code', 'account_disabled', 'origin_mismatch'],
})

export const refreshContract = contract({
  id: 'refreshTokens',
  summary: 'Refresh the tokens',
  description:
    'Each use of a refresh token gives a new one. The old one gets the same successor for 10 more seconds, and with the ' +
    '`Idempotency-Key` of its first use until the successor is used. A later use counts as theft, and the session ends.',
  tag,
  security: ['none', refreshCookie],
  responses: { 200: { message: 'Tokens refreshed.', data: tokens, headers } },
  errors: [
    'service_unavailable',
    'missing_token',
    'invalid_token',
    'refresh_token_reused',
    'device_proof_required',
    'origin_mismatch',
  ],
})

export const signOutContract = contract({
  id: 'signOut',
  summary: 'Sign out',
  description: 'Ends the session of the bearer token, of the refresh token in the body, or of the cookie.',
  tag,
  security: [bearer, refreshCookie, 'none'],
  responses: { 204: { message: 'Signed out.', headers } },
  errors: ['service_unavailable', 'missing_token', 'invalid_token', 'origin_mismatch'],
  errorHeaders: ['Set-Cookie'],
})

export const sessionListContract = contract({
  id: 'listSessions',
  summary: 'List your sessions',
  tag,
  responses: { 200: { message: 'Your sessions.', data: presentedSession, isPage: true } },
})

export const allSessionsEndContract = contract({
  id: 'endSessions',
  summary: 'Sign out everywhere',
  description: 'Ends all of your sessions, including this one.',
  tag,
  responses: { 204: { message: 'All sessions have ended.' } },
})

export const sessionEndContract = contract({
  id: 'endSession',
  summary: 'End one of your sessions',
  tag,
  responses: { 204: { message: 'The session has ended.' } },
})

export const downloadTokenContract = contract({
  id: 'makeDownloadToken',
  summary: 'Make a token for one download',
  description: 'For a link to `GET /books/export`: a link cannot send a header.',
  tag,
  responses: { 201: { message: 'Valid for one download.', data: downloadToken } },
})
