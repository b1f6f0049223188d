import * as z from 'zod'
import { proofErrors } from '../factors/proof/proven.ts'
import { contract } from '../http/contract.ts'

const tag = 'Account'
const headers = ['X-D1-Bookmark'] as const
const accepted = (message: string) => ({ 202: { message, data: z.null() } })

export const verificationContract = contract({
  id: 'sendVerification',
  summary: 'Ask for a mail that confirms your email',
  description:
    'Sends a link, unless the email is confirmed already. An email gets at most three mails an hour.',
  tag,
  responses: accepted('We sent a mail, unless your email is confirmed already.'),
  errors: ['email_not_configured', 'rate_limited'],
})

export const verifyContract = contract({
  id: 'useEmailLink',
  summary: 'Use a link that confirms an email',
  description: 'Completes a sign-up, confirms the email of an account, or changes it. A link works once.',
  tag,
  responses: { 204: { message: 'The email is confirmed.', headers } },
  errors: ['email_not_configured', 'invalid_link', 'service_unavailable'],
})

export const emailChangeContract = contract({
  id: 'changeEmail',
  summary: 'Change your email',
  description:
    'With proof of `change_email` for the new email. The new email gets a link, and the old one a notice. The email ' +
    'changes when the link is used. The response is the same if the new email has an account already.',
  tag,
  responses: accepted('We sent a mail to the new email. Open its link within one hour.'),
  errors: ['email_not_configured', ...proofErrors],
})

export const forgottenContract = contract({
  id: 'forgotPassword',
  summary: 'Ask for a link that resets the password',
  description: 'The response is the same, in time too, whether the email has an account or not.',
  tag,
  responses: accepted('If the email has an account, we sent a mail. Open its link within 30 minutes.'),
  errors: ['email_not_configured'],
})

export const resetContract = contract({
  id: 'resetPassword',
  summary: 'Reset the password with a link',
  description: 'Ends every session and the trust in every device. A link works once.',
  tag,
  responses: { 204: { message: 'The password has changed. Sign in with it.', headers } },
  errors: ['email_not_configured', 'invalid_link', 'service_unavailable'],
})

export const keepingContract = contract({
  id: 'keepFactors',
  summary: 'Stop the removal of your factors with a link',
  description:
    'The link is in the mail about the removal that an admin asked for. It works without a session, once.',
  tag,
  responses: { 204: { message: 'The factors stay.', headers } },
  errors: ['email_not_configured', 'invalid_link', 'service_unavailable'],
})
