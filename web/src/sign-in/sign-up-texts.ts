import { areaTexts } from '../i18n/texts.ts'

export const english = {
  email: 'Email',
  password: 'Password',
  name: 'Name',
  signUp: 'Sign up',
  signUpHeading: 'Start a library',
  signingUp: 'Signing up …',
  signUpWithPasskey: 'Use a passkey instead',
  passkeyHint:
    'No password: your fingerprint, face or PIN opens your library. Fill in your name and email first.',
  nameHint: 'Your first and last name, as shown on your bookplate.',
  enterName: 'Enter your first and last name.',
  enterEmail: 'Enter your email.',
  choosePassword: 'Choose a password.',
  sharedCatalogue:
    'Other readers can see the titles of your books, and what describes them: authors, series, edition, ' +
    'category, description and cover. Everything else is for you alone: status, ratings, readings, ' +
    'tags, reviews, notes and fields of your own.',
  haveAccount: 'Do you have an account?',
  signIn: 'Sign in',
  sent: 'Look into your mail',
  sentTo: (email: string): string => `We sent a mail to ${email}. Open it to continue.`,
  linkOfSignUp: 'Its link works for 24 hours. Your library exists once you have used it.',
  noMail:
    'No mail after a few minutes? Look among the junk mail, and check the email above. At most three mails an hour go to an email.',
  anotherEmail: 'Use another email',
}

export const signUpTexts = areaTexts('signUp', english)
