import { describe } from '../http/marks.ts'
import { presentedUser, purgeConfirmation } from './schema.ts'

const tag = 'Account'
const guessRefusals = ['invalid_credentials', 'rate_limited'] as const

export const signsUp = describe({
  id: 'signUp',
  summary: 'Sign up',
  description:
    'Makes an account. A password has 8 to 128 characters; under 15 it needs an upper-case letter, a lower-case ' +
    'letter, a digit and something else. A well-known one, or one built from the name or the email, is refused.',
  tag,
  answers: {
    201: {
      message: 'Account created. Sign in to use it.',
      data: presentedUser,
      headers: ['Location', 'X-D1-Bookmark'],
    },
  },
  refuses: ['email_taken', 'service_unavailable'],
})

export const readsUser = describe({
  id: 'readAccount',
  summary: 'Read your account',
  tag,
  answers: { 200: { message: 'Your account.', data: presentedUser } },
})

export const changesUser = describe({
  id: 'changeAccount',
  alsoByPut: true,
  summary: 'Change your name',
  tag,
  answers: { 200: { message: 'Account changed.', data: presentedUser } },
})

export const changesPassword = describe({
  id: 'changePassword',
  summary: 'Change your password',
  description: 'Every other session ends. Wrong guesses at the current password are counted.',
  tag,
  answers: { 204: { message: 'The password is changed.' } },
  refuses: guessRefusals,
})

export const deletesUser = describe({
  id: 'deleteAccount',
  summary: 'Disable or erase your account',
  description:
    'Without `purge`, disables the account and ends its sessions; its books are no longer found, its email stays ' +
    'taken. With `purge=true` and the password, erases the account, its books and their covers for good.',
  tag,
  answers: { 204: { message: 'The account is disabled, or erased.' } },
  refuses: [
    ...guessRefusals,
    'invalid_input',
    'invalid_request',
    'malformed_json',
    'payload_too_large',
    'unsupported_media_type',
  ],
  body: purgeConfirmation,
})
