import { areaTexts } from '../i18n/texts.ts'

export const english = {
  exLibris: 'Ex libris',
  email: 'Email',
  password: 'Password',
  signIn: 'Sign in',
  signInHeading: 'Open your library',
  signingIn: 'Signing in …',
  signInWithPasskey: 'Use a passkey',
  hasExpired: 'Your session has ended. Sign in to continue.',
  emailOfAccount: 'Enter the email of your account.',
  enterPassword: 'Enter your password.',
  forgot: 'Forgot your password?',
  noAccount: 'No account yet?',
  signUp: 'Sign up',
}

export const signInTexts = areaTexts('signIn', english)
