import * as z from 'zod'
import { proofErrors } from '../factors/proof/proven.ts'
import { contract } from '../http/contract.ts'
import { presentedUser } from './schema.ts'

const tag = 'Account'

/** 202 where the service sends mail, with a password or a passkey alike. */
export const signUpResponses = {
  202: {
    message: 'We sent a mail. Open its link within 24 hours.',
    data: z.null(),
    headers: ['X-D1-Bookmark'],
  },
  201: {
    message: 'Account created. Sign in to use it.',
    data: presentedUser,
    headers: ['Location', 'X-D1-Bookmark'],
  },
} as const

export const signUpContract = contract({
  id: 'signUp',
  summary: 'Sign up',
  description:
    'Creates an account. A password has 8 to 128 characters. Under 15 characters it needs an upper-case letter, a ' +
    'lower-case letter, a digit and a special character. A common password is not accepted, and neither is one built ' +
    'from the name or the email. If the service sends mail, the response is 202 for every email, and the account exists ' +
    'once the link of the mail is used.',
  tag,
  responses: signUpResponses,
  errors: ['email_taken', 'service_unavailable'],
})

export const accountContract = contract({
  id: 'readAccount',
  summary: 'Read your account',
  tag,
  responses: { 200: { message: 'Your account.', data: presentedUser } },
})

export const accountChangeContract = contract({
  id: 'changeAccount',
  summary: 'Change your name',
  tag,
  responses: { 200: { message: 'Account changed.', data: presentedUser } },
})

export const passwordContract = contract({
  id: 'changePassword',
  summary: 'Change your password',
  description:
    'Ends every other session, all trusted devices and, unless told otherwise, every API key. Takes the current password; with TOTP set, or without a password, ' +
    '`proof` of `change_password`. Wrong attempts are counted.',
  tag,
  responses: { 204: { message: 'The password has changed.' } },
  errors: proofErrors,
})
