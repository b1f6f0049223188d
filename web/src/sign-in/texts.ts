import { areaTexts } from '../i18n/texts.ts'

export const english = {
  exLibris: 'Ex libris',
  email: 'Email',
  password: 'Password',
  name: 'Name',
  signIn: 'Sign in',
  signInHeading: 'Open your library',
  signingIn: 'Signing in …',
  signInWithPasskey: 'Use a passkey',
  signUpWithPasskey: 'Use a passkey instead',
  passkeyHint:
    'No password: your fingerprint, face or PIN opens your library. Fill in your name and email first.',
  hasExpired: 'Your session has ended. Sign in to continue.',
  emailOfAccount: 'Enter the email of your account.',
  enterPassword: 'Enter your password.',
  noAccount: 'No account yet?',
  signUp: 'Sign up',
  signUpHeading: 'Start a library',
  signingUp: 'Signing up …',
  nameHint: 'Your first and last name, as shown on your bookplate.',
  enterName: 'Enter your first and last name.',
  enterEmail: 'Enter your email.',
  choosePassword: 'Choose a password.',
  sharedCatalogue:
    'Other readers can see the titles of your books, and what describes them: authors, series, edition, ' +
    'category, description and cover. Everything else is for you alone: status, ratings, readings, ' +
    'tags, reviews, notes and fields of your own.',
  haveAccount: 'Do you have an account?',
}

export const signInTexts = areaTexts('signIn', english)
