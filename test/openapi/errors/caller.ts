import { env } from 'cloudflare:workers'
import { decodeJwt } from 'jose'
import type { ErrorCode } from '../../../src/http/errors.ts'
import { formOf } from '../../books/library.ts'
import { api, dataOf, request, type Session } from '../../support/client.ts'
import { addFactors, foreignAssertion } from '../../support/factors.ts'
import { fixture, newUser, password, signedIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { validRequest, withHeaders } from '../successes.ts'
import { attempt, type Cause, withBody, withHeader } from './request.ts'

const signInAttempt = (email: string, secret: string) =>
  attempt('POST', '/users/login', { body: { email, password: secret } })

const wrong = 'Wrong-Horse-7'

/** A request that confirms the password, with a wrong one. */
const wrongConfirmation = (operation: string, as: Session) =>
  operation === 'DELETE /users'
    ? request('DELETE', '/users?purge=true', { as, body: { password: wrong } })
    : request('PUT', '/users/password', {
        as,
        body: { current_password: wrong, new_password: 'Another-Horse-8' },
      })

/** A request that proves a change, by a user with TOTP. */
const withProof = async (operation: string, proof: object | undefined): Promise<Request> => {
  const as = await signedIn()
  await addFactors(as)
  return operation === 'DELETE /users'
    ? request('DELETE', '/users?purge=true', { as, body: { password, proof } })
    : request('PUT', '/users/password', {
        as,
        body: { current_password: password, new_password: 'Another-Horse-8', proof },
      })
}

const withoutToken: Cause = async (operation) =>
  operation === 'POST /users/refresh'
    ? attempt('POST', '/users/refresh', { body: {} })
    : withHeader({ Authorization: undefined })(operation)

const withWrongToken: Cause = async (operation) =>
  operation === 'POST /users/refresh'
    ? attempt('POST', '/users/refresh', { body: { refresh_token: 'x' } })
    : withHeader({ Authorization: 'Bearer x' })(operation)

const afterReuse: Cause = async () => {
  const { refresh_token } = await signedIn()
  const refresh = (token: string) => api.post('/users/refresh', { body: { refresh_token: token } })
  const second = await dataOf(await refresh(refresh_token))
  await refresh(second.refresh_token)
  return attempt('POST', '/users/refresh', { body: { refresh_token } })
}

const ofDisabledAccount: Cause = async () => {
  const as = await signedIn()
  await api.delete('/users', { as })
  return signInAttempt(as.user.email, password)
}

const fromElsewhere: Cause = async (operation) =>
  operation === 'POST /users/login'
    ? attempt('POST', '/users/login', {
        body: { email: (await newUser()).email, password, transport: 'cookie' },
      })
    : attempt('POST', operation.replace('POST ', ''), {
        headers: { Cookie: '__Host-refresh=x', Origin: 'https://elsewhere.example' },
      })

const exhausted = { limit: async () => ({ success: false }) }

const limits = {
  SIGN_UP_LIMIT: exhausted,
  SIGN_IN_LIMIT: exhausted,
  REFRESH_LIMIT: exhausted,
  UPLOAD_LIMIT: exhausted,
  IMPORT_LIMIT: exhausted,
  EXPORT_LIMIT: exhausted,
  SEARCH_LIMIT: exhausted,
  BATCH_LIMIT: exhausted,
}

/** The whole hour of a reader is used up. */
const inTheSameHour: Cause = async (operation) => {
  const made = await validRequest(operation)
  const { sub } = decodeJwt(made.headers.get('Authorization')?.split(' ')[1] ?? '')
  await env.DB.prepare("insert into lookup_counts values (?, 'lookup', 60, ?)")
    .bind(sub, Date.now() + 3_600_000)
    .run()
  return { request: made }
}

const tooOften: Cause = async (operation) => {
  if (operation === 'GET /lookup') return inTheSameHour(operation)
  if (operation === 'DELETE /users' || operation === 'PUT /users/password') {
    const as = await signedIn()
    const bindings = { FREE_GUESSES: '1' }
    await fetchWith(bindings, wrongConfirmation(operation, as))
    return { request: wrongConfirmation(operation, as), bindings }
  }
  const form = formOf({ cover_image: await fixture('tiny.png') })
  const isChange = /^(?:PUT|PATCH) .*\{id\}/.test(operation)
  const { request: toSend } = isChange
    ? await withBody(() => form)(operation)
    : { request: await validRequest(operation, operation === 'GET /books' ? '?q=x' : '') }
  return { request: withHeaders(toSend, { 'CF-Connecting-IP': '203.0.113.9' }), bindings: limits }
}

/** Errors of callers who may not do what they request. */
export const callerErrors: Partial<Record<ErrorCode, Cause>> = {
  missing_token: withoutToken,
  invalid_token: withWrongToken,
  refresh_token_reused: afterReuse,
  invalid_credentials: async (operation) =>
    operation === 'POST /users/login'
      ? signInAttempt((await newUser()).email, wrong)
      : { request: wrongConfirmation(operation, await signedIn()) },
  step_up_required: async (operation) => ({ request: await withProof(operation, undefined) }),
  invalid_code: async (operation) => ({
    request: await withProof(operation, { password, code: '000000' }),
  }),
  invalid_passkey: async (operation) => ({
    request: await withProof(operation, { passkey: foreignAssertion() }),
  }),
  account_disabled: ofDisabledAccount,
  origin_mismatch: fromElsewhere,
  rate_limited: tooOften,
  email_taken: async () => {
    const { name, email } = await newUser()
    return attempt('POST', '/users', { body: { name, email, password } })
  },
}
