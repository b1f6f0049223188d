import { contract } from '../../http/contract.ts'
import { tokens } from '../schema.ts'
import { passkeyRequest } from './schema.ts'

const tag = 'Sessions'

export const passkeyRequestContract = contract({
  id: 'startPasskeySignIn',
  summary: 'Start to sign in with a passkey',
  description:
    'The options for `navigator.credentials.get()`. They name no account: the device shows the passkeys that it has.',
  tag,
  responses: { 200: { message: 'Use a passkey.', data: passkeyRequest, headers: ['X-D1-Bookmark'] } },
  errors: ['service_unavailable'],
})

export const passkeySignInContract = contract({
  id: 'signInWithPasskey',
  summary: 'Sign in with a passkey',
  description:
    'A passkey alone is two factors. `passkey_not_found` means that the service does not know it, so a client may tell ' +
    'the password manager to forget it. `sign_up_pending` means that the link of its sign-up may still be used.',
  tag,
  responses: {
    200: {
      message: 'Signed in.',
      data: tokens,
      headers: ['X-D1-Bookmark', 'Set-Cookie', 'Secure-Session-Registration'],
    },
  },
  errors: [
    'service_unavailable',
    'invalid_passkey',
    'passkey_not_found',
    'sign_up_pending',
    'account_disabled',
    'origin_mismatch',
  ],
})
