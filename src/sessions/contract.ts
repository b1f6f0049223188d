import { describe } from '../http/marks.ts'
import { downloadToken, presentedSession, tokens } from './schema.ts'

const tag = 'Sessions'
const database = { refuses: ['service_unavailable'], headers: ['X-D1-Bookmark'] } as const

export const signsIn = describe({
  id: 'signIn',
  summary: 'Sign in',
  description:
    'Email and password as JSON, or as `Authorization: Basic` and no body. With `transport: cookie` the refresh token ' +
    'goes into a cookie that scripts cannot read. An unknown email and a wrong password are the same answer.',
  tag,
  answers: {
    200: { message: 'Signed in.', data: tokens, headers: [...database.headers, 'Set-Cookie'] },
  },
  refuses: [...database.refuses, 'invalid_credentials', 'account_disabled', 'origin_mismatch'],
})

export const refreshesTokens = describe({
  id: 'refreshTokens',
  summary: 'Renew the tokens',
  description:
    'Each use of a refresh token gives a new one. The old one again within 10 seconds gets the same successor; later ' +
    'that is taken for theft, and the session is over.',
  tag,
  security: ['none', 'refreshCookie'],
  answers: {
    200: { message: 'Signed in still.', data: tokens, headers: [...database.headers, 'Set-Cookie'] },
  },
  refuses: [...database.refuses, 'missing_token', 'invalid_token', 'refresh_token_reused', 'origin_mismatch'],
})

export const signsOut = describe({
  id: 'signOut',
  summary: 'Sign out',
  description: 'Ends the session of the bearer token, of the refresh token in the body, or of the cookie.',
  tag,
  security: ['bearer', 'refreshCookie', 'none'],
  answers: { 204: { message: 'Signed out.', headers: [...database.headers, 'Set-Cookie'] } },
  refuses: [...database.refuses, 'missing_token', 'invalid_token', 'origin_mismatch'],
  refusalHeaders: ['Set-Cookie'],
})

export const listsSessions = describe({
  id: 'listSessions',
  summary: 'List where you are signed in',
  tag,
  answers: { 200: { message: 'Where you are signed in.', data: presentedSession, isPage: true } },
})

export const endsSessions = describe({
  id: 'endSessions',
  summary: 'Sign out everywhere',
  description: 'Ends all of your sessions, this one among them.',
  tag,
  answers: { 204: { message: 'All sessions are over.' } },
})

export const endsSession = describe({
  id: 'endSession',
  summary: 'End one of your sessions',
  tag,
  answers: { 204: { message: 'The session is over.' } },
})

export const makesDownloadToken = describe({
  id: 'makeDownloadToken',
  summary: 'Make a token for one download',
  description: 'For a link to `GET /books/export`, which cannot send a header.',
  tag,
  answers: { 201: { message: 'Good for one download.', data: downloadToken } },
})
