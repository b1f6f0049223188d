import type { Template } from './template.ts'

const ignore = 'If it was not you, ignore this mail.'
const forgot = { path: 'forgot', label: 'Choose a new password' }

/** Mails with a link, and the mails that an email gets instead because it has an account. */
export const linkTemplates = {
  sign_up: {
    subject: 'Confirm your email',
    paragraphs: [
      'Someone signed up for Bookplate with this email. Was it you? Then confirm it within 24 hours.',
      'If it was not you, ignore this mail. Then there will be no account.',
    ],
    link: { purpose: 'sign_up', label: 'Confirm and create the account' },
  },
  sign_up_taken: {
    subject: 'You already have an account',
    paragraphs: [
      'Someone tried to sign up for Bookplate with this email, which has an account already. Nothing has changed.',
      'If it was you, sign in. If you forgot your password, choose a new one.',
    ],
    page: forgot,
  },
  verify_email: {
    subject: 'Confirm your email',
    paragraphs: ['Confirm within 24 hours that this is your email.', ignore],
    link: { purpose: 'verify_email', label: 'Confirm the email' },
  },
  change_email: {
    subject: 'Confirm your new email',
    paragraphs: [
      'Someone wants to use this email for a Bookplate account. Was it you? Then confirm it within one hour.',
      ignore,
    ],
    link: { purpose: 'change_email', label: 'Use this email' },
  },
  change_email_taken: {
    subject: 'This email already has an account',
    paragraphs: [
      'Someone wanted to give this email to a Bookplate account, but it has an account already. Nothing has changed.',
      ignore,
    ],
  },
  reset_password: {
    subject: 'Choose a new password',
    paragraphs: [
      'Someone asked for a new password for your Bookplate account. Choose one within 30 minutes.',
      'Then every device is signed out.',
      `${ignore} Your password stays as it is.`,
    ],
    link: { purpose: 'reset_password', label: 'Choose a new password' },
  },
  keep_factors: {
    subject: 'Your second factors are to be removed',
    paragraphs: [
      'An admin of Bookplate was asked to remove the second factors of your account. It will be done in 72 hours.',
      'If you did not ask for it, stop it now, and choose a new password.',
    ],
    link: { purpose: 'keep_factors', label: 'Keep my second factors' },
  },
} as const satisfies Record<string, Template>
