import type { english } from '../sign-in/texts.ts'

export const signIn: typeof english = {
  exLibris: 'Ex libris',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  signIn: 'Anmelden',
  signInHeading: 'Öffnen Sie Ihre Bibliothek',
  signingIn: 'Anmeldung läuft …',
  signInWithPasskey: 'Passkey verwenden',
  hasExpired: 'Ihre Sitzung ist beendet. Melden Sie sich an, um fortzufahren.',
  emailOfAccount: 'Geben Sie die E-Mail-Adresse Ihres Kontos ein.',
  enterPassword: 'Geben Sie Ihr Passwort ein.',
  forgot: 'Passwort vergessen?',
  noAccount: 'Noch kein Konto?',
  signUp: 'Konto anlegen',
}
