import type { english } from '../sign-in/texts.ts'

export const signIn: typeof english = {
  exLibris: 'Ex libris',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  name: 'Name',
  signIn: 'Anmelden',
  signInHeading: 'Öffnen Sie Ihre Bibliothek',
  signingIn: 'Anmeldung läuft …',
  signInWithPasskey: 'Passkey verwenden',
  signUpWithPasskey: 'Stattdessen einen Passkey verwenden',
  passkeyHint:
    'Ohne Passwort: Ihr Fingerabdruck, Gesicht oder eine PIN öffnet Ihre Bibliothek. Tragen Sie zuerst Namen und E-Mail-Adresse ein.',
  hasExpired: 'Ihre Sitzung ist beendet. Melden Sie sich an, um fortzufahren.',
  emailOfAccount: 'Geben Sie die E-Mail-Adresse Ihres Kontos ein.',
  enterPassword: 'Geben Sie Ihr Passwort ein.',
  noAccount: 'Noch kein Konto?',
  signUp: 'Konto anlegen',
  signUpHeading: 'Beginnen Sie eine Bibliothek',
  signingUp: 'Konto wird angelegt …',
  nameHint: 'Vor- und Nachname, wie sie auf Ihrem Exlibris stehen.',
  enterName: 'Geben Sie Vor- und Nachnamen ein.',
  enterEmail: 'Geben Sie Ihre E-Mail-Adresse ein.',
  choosePassword: 'Wählen Sie ein Passwort.',
  sharedCatalogue:
    'Andere Leser sehen die Titel Ihrer Bücher und was sie beschreibt: Autoren, Reihe, Ausgabe, ' +
    'Kategorie, Beschreibung und Umschlag. Alles andere ist nur für Sie: Status, Bewertungen, Lektüren, ' +
    'Schlagwörter, Rezensionen, Notizen und eigene Felder.',
  haveAccount: 'Haben Sie schon ein Konto?',
}
