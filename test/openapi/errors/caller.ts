import { env } from 'cloudflare:workers'
import { decodeJwt } from 'jose'
import type { ErrorCode } from '../../../src/http/errors.ts'
import { boundDevice } from '../../sessions/binding/device.ts'
import { forgedKey } from '../../support/api-keys.ts'
import { api, dataOf } from '../../support/client.ts'
import { newUser, password, signedIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { validRequest, withHeaders } from '../successes.ts'
import { forbidden, lastAdmin, noSecondFactor, userNotFound } from './admin.ts'
import { tooManyKeys, unknownKey, withLesserKey } from './api-keys.ts'
import {
  completion,
  countsAttempts,
  invalidCode,
  invalidCredentials,
  invalidPasskey,
  mfaRequired,
  stepUpRequired,
  tooManyAttempts,
  totpNotFound,
} from './factors.ts'
import {
  emailTakenByPasskey,
  isOfPasskeys,
  lastSignInMethod,
  ofPasskeySignIn,
  passkeyNotFound,
  passkeyTaken,
  signUpPending,
  tooManyPasskeys,
} from './passkeys.ts'
import { attempt, type Cause, withBody, withHeader } from './request.ts'

const signInAttempt = (email: string, secret: string) =>
  attempt('POST', '/users/login', { body: { email, password: secret } })

const wrong = 'Wrong-Horse-7'

const isOfBinding = (operation: string) => operation.startsWith('POST /users/sessions/binding')

const withoutToken: Cause = async (operation) =>
  operation === 'POST /users/refresh'
    ? attempt('POST', '/users/refresh', { body: {} })
    : isOfBinding(operation)
      ? withHeader({ 'Secure-Session-Response': undefined, 'Sec-Secure-Session-Id': undefined })(operation)
      : withHeader({ Authorization: undefined })(operation)

const withWrongToken: Cause = async (operation) =>
  operation === 'POST /users/refresh'
    ? attempt('POST', '/users/refresh', { body: { refresh_token: 'x' } })
    : isOfBinding(operation)
      ? withHeader({ 'Secure-Session-Response': 'x' })(operation)
      : withHeader({ Authorization: 'Bearer x' })(operation)

const withoutDevice: Cause = async () => {
  const { token } = await boundDevice()
  return attempt('POST', '/users/refresh', { body: { refresh_token: token } })
}

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

const fromElsewhere: Cause = async (operation) => {
  if (operation === 'POST /mcp') return withHeader({ Origin: 'https://elsewhere.example' })(operation)
  return elsewhere(operation)
}

const elsewhere: Cause = async (operation) =>
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
  SHARE_LIMIT: exhausted,
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

/** The hour has had all mails to the email. */
const afterThreeMails: Cause = async (operation) => {
  const made = await validRequest(operation)
  for (let sent = 0; sent < 3; sent++) await fetchWith({}, made.clone())
  return { request: made }
}

const tooOften: Cause = async (operation) => {
  if (operation === 'POST /users/email/verification') return afterThreeMails(operation)
  if (operation === 'GET /lookup') return inTheSameHour(operation)
  if (countsAttempts(operation) && !/^GET |sessions$/.test(operation)) return tooManyAttempts(operation)
  const toSend = await validRequest(operation)
  const forged = toSend.headers.has('Authorization') && {
    Authorization: `Bearer ${forgedKey(crypto.randomUUID())}`,
  }
  return { request: withHeaders(toSend, { 'CF-Connecting-IP': '203.0.113.9', ...forged }), bindings: limits }
}

const ofCompletion =
  (code: keyof typeof completion, otherwise: Cause): Cause =>
  (operation) =>
    operation === 'POST /users/login/mfa' ? completion[code]() : otherwise(operation)

const openPasskeyRoutes = ['POST /users/login/passkey', 'POST /users/passkey-sign-up']

const ofPasskeys =
  (code: keyof typeof ofPasskeySignIn, otherwise: Cause): Cause =>
  (operation) =>
    openPasskeyRoutes.includes(operation) ? ofPasskeySignIn[code](operation) : otherwise(operation)

/** Errors of callers who may not do what they request. */
export const callerErrors: Partial<Record<ErrorCode, Cause>> = {
  missing_token: withoutToken,
  insufficient_scope: withLesserKey,
  api_key_not_found: unknownKey,
  too_many_api_keys: tooManyKeys,
  invalid_token: ofCompletion('invalid_token', withWrongToken),
  device_proof_required: withoutDevice,
  device_challenge: withHeader({ 'Secure-Session-Response': undefined }),
  invalid_device_key: withHeader({ 'x-auth-key': 'x' }),
  no_device_registration: withBody(
    () => '{"username":"x","password":"x"}',
    () => 'application/json',
  ),
  refresh_token_reused: afterReuse,
  invalid_credentials: async (operation) =>
    operation === 'POST /users/login'
      ? signInAttempt((await newUser()).email, wrong)
      : invalidCredentials(operation),
  mfa_required: mfaRequired,
  step_up_required: stepUpRequired,
  invalid_code: invalidCode,
  invalid_passkey: ofPasskeys('invalid_passkey', invalidPasskey),
  passkey_not_found: passkeyNotFound,
  passkey_taken: passkeyTaken,
  sign_up_pending: signUpPending,
  too_many_passkeys: tooManyPasskeys,
  last_sign_in_method: lastSignInMethod,
  totp_not_found: totpNotFound,
  account_disabled: ofPasskeys('account_disabled', ofCompletion('account_disabled', ofDisabledAccount)),
  origin_mismatch: ofPasskeys('origin_mismatch', ofCompletion('origin_mismatch', fromElsewhere)),
  forbidden,
  user_not_found: userNotFound,
  last_admin: lastAdmin,
  no_second_factor: noSecondFactor,
  rate_limited: tooOften,
  email_taken: async (operation) => {
    if (isOfPasskeys(operation)) return emailTakenByPasskey(operation)
    const { name, email } = await newUser()
    return attempt('POST', '/users', { body: { name, email, password } })
  },
}
