import { areaTexts } from '../i18n/texts.ts'

export const english = {
  sending: 'Sending …',
  toSignIn: 'To sign in',
  toShelf: 'To the shelf',
  toAccount: 'To the account page',

  forgotTitle: 'New password',
  forgotHeading: 'Forgot your password?',
  forgotIntro: 'Enter the email of your account. We send you a link to choose a new password.',
  email: 'Email',
  enterEmail: 'Enter the email of your account.',
  sendLink: 'Send the link',
  linkOfReset: 'If the email has an account, the mail has a link. It works for 30 minutes.',
  noMailService:
    'This service sends no mail, so it cannot send you a link. Ask the person who runs it for help.',

  resetTitle: 'New password',
  resetHeading: 'Choose a new password',
  resetIntro: 'Then every device is signed out, and you sign in with the new password.',
  newPassword: 'New password',
  choosePassword: 'Choose a password.',
  savePassword: 'Save the password',
  saving: 'Saving …',
  passwordChanged: 'Your password has changed. Sign in with it.',
  passwordChangedOf:
    'The password of the account of that mail has changed. You are still signed in to this one.',

  verifyTitle: 'Confirm the email',
  verifyHeading: 'Confirm your email',
  verifyIntro: 'You opened the link of our mail. Confirm that the email is yours.',
  confirm: 'Confirm the email',
  confirming: 'Confirming …',
  emailConfirmed: 'The email is confirmed. Sign in with it.',
  emailConfirmedHeading: 'The email is confirmed',
  emailIs: (email: string): string => `You are signed in as ${email}.`,
  newEmailIs: (email: string): string =>
    `The email of your account is now ${email}. Sign in with it from now on.`,

  keepTitle: 'Keep your second factors',
  keepIntro:
    'An admin was asked to remove the second factors of your account. If it was not you who asked, stop it now.',
  keep: 'Keep my second factors',
  kept: 'Your second factors stay',
  keptAdvice: 'Someone may know your password. Choose a new one.',
  chooseNew: 'Choose a new password',

  noLink: 'This page needs the link of a mail. Open the link in the mail again.',
  verifyEnded:
    'This link has expired, or was used before. If you used it, sign in. If not, ask for a new mail: sign up again, or open your account page.',
  resetEnded:
    'This link has expired, or was used before. If you chose a password with it, sign in with that. If not, ask for a new link.',
  keepEnded:
    'This link has expired, or was used before. Sign in and look at your account page: it says whether the removal goes ahead.',
  newLink: 'Ask for a new link',
}

export const recoveryTexts = areaTexts('recovery', english)
