import { passkeyCreation } from '../../factors/passkeys/schema.ts'
import { contract } from '../../http/contract.ts'
import { signUpResponses } from '../contract.ts'

const tag = 'Account'

export const passkeySignUpOptionsContract = contract({
  id: 'startPasskeySignUp',
  summary: 'Start to sign up with a passkey',
  description:
    'The options for `navigator.credentials.create()`. Their challenge is single-use. If the service sends mail, the ' +
    'response is the same for every email.',
  tag,
  responses: { 200: { message: 'Create the passkey.', data: passkeyCreation, headers: ['X-D1-Bookmark'] } },
  errors: ['service_unavailable', 'email_taken'],
})

export const passkeySignUpContract = contract({
  id: 'signUpWithPasskey',
  summary: 'Sign up with a passkey',
  description:
    'Creates an account with a passkey and without a password. If the service sends mail, the response is 202 for every ' +
    'email, and the account exists once the link of the mail is used. Until then a sign-in with the passkey is ' +
    '`sign_up_pending`.',
  tag,
  responses: signUpResponses,
  errors: ['service_unavailable', 'email_taken', 'invalid_passkey', 'passkey_taken'],
})
