import { bindingRequest, dbscRequest, proofOf, proofRequest } from '../sessions/binding/device.ts'
import { browser } from '../sessions/browser.ts'
import { newAuthenticator } from '../support/authenticator.ts'
import { origin, request } from '../support/client.ts'
import { mfaTokenOf } from '../support/factors.ts'
import { password } from '../support/makers.ts'
import type { Kind, Owners } from './issued.ts'

interface Place {
  /** The only kinds of tokens that it accepts. */
  accepts: Kind[]
  put: (token: string, owners: Owners) => Request | Promise<Request>
}

const post = (path: string, body: unknown, headers = {}) => request('POST', path, { body, headers })
const user = { id: 'AZChsgAAfl-Kb3yNng8aKw' }
const registration = async (challenge: string) => (await newAuthenticator()).create({ challenge, user })

/** Every place of the API that takes a token, besides the `Authorization` of the guarded routes. */
export const places: Record<string, Place> = {
  'refresh: body': { accepts: ['refresh'], put: (token) => post('/users/refresh', { refresh_token: token }) },
  'refresh: cookie': {
    accepts: ['refresh'],
    put: (token) => post('/users/refresh', undefined, browser(token)),
  },
  'refresh: bound cookie': {
    accepts: ['bound'],
    put: (token, { bound }) =>
      post('/users/refresh', undefined, {
        Cookie: `__Host-refresh=${bound.token}; __Host-bound=${token}`,
        Origin: origin,
      }),
  },
  'sign-out: body': { accepts: ['refresh'], put: (token) => post('/users/logout', { refresh_token: token }) },
  'sign-out: bearer': {
    accepts: ['access'],
    put: (token) => post('/users/logout', undefined, { Authorization: `Bearer ${token}` }),
  },
  'sign-in: password': {
    accepts: [],
    put: (token, { plain }) => post('/users/login', { email: plain.user.email, password: token }),
  },
  'sign-in: trusted device': {
    accepts: ['trusted'],
    put: (token, { careful: { user } }) =>
      post('/users/login', { email: user.email, password }, { Cookie: `__Host-trusted=${token}` }),
  },
  'second step: mfa_token': {
    accepts: ['mfa'],
    put: async (token, { factors }) =>
      post('/users/login/mfa', { mfa_token: token, code: await factors.code() }),
  },
  'second step: code': {
    accepts: ['code', 'recoveryCode'],
    put: async (token, { careful }) =>
      post('/users/login/mfa', { mfa_token: await mfaTokenOf(careful.user), code: token }),
  },
  'link: confirm an email': {
    accepts: ['signUp', 'verifyEmail', 'changeEmail'],
    put: (token) => post('/users/email/verify', { token }),
  },
  'link: reset the password': {
    accepts: ['resetPassword'],
    put: (token) => post('/users/password/reset', { token, new_password: 'Another-Horse-8' }),
  },
  'link: keep factors': {
    accepts: ['keepFactors'],
    put: (token) => post('/users/factor-removal/stop', { token }),
  },
  'test of a recovery code': {
    accepts: ['recoveryCode'],
    put: (token, { careful: as }) =>
      request('POST', '/users/mfa/recovery-codes/test', { as, body: { code: token } }),
  },
  'proof: password': {
    accepts: [],
    put: (token, { plain: as }) =>
      request('POST', '/users/mfa/totp', { as, body: { proof: { password: token } } }),
  },
  'proof: code': {
    accepts: ['code', 'recoveryCode'],
    put: (token, { careful: as }) => {
      const body = { new_password: password, proof: { password, code: token } }
      return request('PUT', '/users/password', { as, body })
    },
  },
  'proof: challenge': {
    accepts: ['stepUpChallenge'],
    put: async (token, { plain: as, authenticator }) => {
      const passkey = await authenticator.get({ challenge: token })
      return request('POST', '/users/mfa/totp', { as, body: { proof: { passkey } } })
    },
  },
  'new passkey: upgrade': {
    accepts: ['upgrade'],
    put: (token, { plain: as }) =>
      request('POST', '/users/passkeys/options', { as, body: { upgrade: token } }),
  },
  'new passkey: challenge': {
    accepts: ['registrationChallenge'],
    put: async (token, { plain: as }) => {
      const body = { passkey: await registration(token), proof: { password } }
      return request('POST', '/users/passkeys', { as, body })
    },
  },
  'sign-in with a passkey: challenge': {
    accepts: ['signInChallenge'],
    put: async (token, { authenticator }) =>
      post('/users/login/passkey', { passkey: await authenticator.get({ challenge: token }) }),
  },
  'sign-up with a passkey: challenge': {
    accepts: ['signUpChallenge'],
    put: async (token, { newcomer }) =>
      post('/users/passkey-sign-up', { ...newcomer, passkey: await registration(token) }),
  },
  'binding: challenge': {
    accepts: ['bindingChallenge'],
    put: (token, { device }) => bindingRequest({ ...device, challenge: token }),
  },
  'binding: proof': { accepts: [], put: (token) => dbscRequest('', { 'Secure-Session-Response': token }) },
  'proof of a device: challenge': {
    accepts: ['boundChallenge'],
    put: async (token, { bound }) => proofRequest(bound.identifier, await proofOf(bound.pair, token)),
  },
  'proof of a device: session': {
    accepts: [],
    put: async (token, { bound }) => proofRequest(token, await proofOf(bound.pair, token)),
  },
  'export: query': {
    accepts: ['download'],
    put: (token) => request('GET', `/books/export?token=${encodeURIComponent(token)}`),
  },
  'preview: path': {
    accepts: ['preview'],
    put: (token) => request('GET', `/lookup/covers/open_library/1001/${encodeURIComponent(token)}`),
  },
}
