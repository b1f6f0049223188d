import { passkeyCreation } from '../../factors/passkeys/schema.ts'
import { contract } from '../../http/contract.ts'
import { presentedUser } from '../schema.ts'

const tag = 'Account'

export const passkeySignUpOptionsContract = contract({
  id: 'startPasskeySignUp',
  summary: 'Start to sign up with a passkey',
  description: 'The options for `navigator.credentials.create()`. Their challenge is single-use.',
  tag,
  responses: { 200: { message: 'Create the passkey.', data: passkeyCreation, headers: ['X-D1-Bookmark'] } },
  errors: ['service_unavailable', 'passkey_sign_up_closed', 'email_taken'],
})

export const passkeySignUpContract = contract({
  id: 'signUpWithPasskey',
  summary: 'Sign up with a passkey',
  description:
    'Creates an account with a passkey and without a password. A service that confirms emails by mail has no such sign-up.',
  tag,
  responses: {
    201: {
      message: 'Account created. Sign in to use it.',
      data: presentedUser,
      headers: ['Location', 'X-D1-Bookmark'],
    },
  },
  errors: [
    'service_unavailable',
    'passkey_sign_up_closed',
    'email_taken',
    'invalid_passkey',
    'passkey_taken',
  ],
})
