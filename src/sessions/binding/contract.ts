import { contract } from '../../http/contract.ts'
import { bindingConfig } from './schema.ts'

const tag = 'Sessions'
const headers = ['X-D1-Bookmark', 'Set-Cookie'] as const
const content = { 'application/json': bindingConfig }

export const bindingContract = contract({
  id: 'bindSession',
  summary: 'Bind a session to a device',
  description:
    'Called by browsers with Device Bound Session Credentials (W3C), after a sign-in with `Secure-Session-Registration`. The ' +
    'JWT in `Secure-Session-Response` has the public key of the device and signs the challenge.',
  tag,
  security: ['none'],
  requestHeaders: ['Secure-Session-Response'],
  responses: { 200: { message: 'The session is bound.', content, headers } },
  errors: ['service_unavailable', 'missing_token', 'invalid_token'],
})

export const bindingRefreshContract = contract({
  id: 'refreshBinding',
  summary: 'Prove the device of a session again',
  description:
    'Called by browsers when the bound cookie has expired. Without `Secure-Session-Response`, or with a challenge that was ' +
    'used, the response is 403 with a new challenge.',
  tag,
  security: ['none'],
  requestHeaders: ['Sec-Secure-Session-Id', 'Secure-Session-Response'],
  responses: { 200: { message: 'The device is proven.', content, headers } },
  errors: ['service_unavailable', 'missing_token', 'invalid_token', 'device_challenge'],
  errorHeaders: ['Secure-Session-Challenge'],
})
