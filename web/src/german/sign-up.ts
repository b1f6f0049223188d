import type { english } from '../sign-in/sign-up-texts.ts'

export const signUp: typeof english = {
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  name: 'Name',
  signUp: 'Konto anlegen',
  signUpHeading: 'Beginnen Sie eine Bibliothek',
  signingUp: 'Konto wird angelegt …',
  signUpWithPasskey: 'Stattdessen einen Passkey verwenden',
  passkeyHint:
    'Ohne Passwort: Ihr Fingerabdruck, Gesicht oder eine PIN öffnet Ihre Bibliothek. Tragen Sie zuerst Namen und E-Mail-Adresse ein.',
  nameHint: 'Vor- und Nachname, wie sie auf Ihrem Exlibris stehen.',
  enterName: 'Geben Sie Vor- und Nachnamen ein.',
  enterEmail: 'Geben Sie Ihre E-Mail-Adresse ein.',
  choosePassword: 'Wählen Sie ein Passwort.',
  sharedCatalogue:
    'Andere Leser sehen die Titel Ihrer Bücher und was sie beschreibt: Autoren, Reihe, Ausgabe, ' +
    'Kategorie, Beschreibung und Umschlag. Alles andere ist nur für Sie: Status, Bewertungen, Lektüren, ' +
    'Schlagwörter, Rezensionen, Notizen und eigene Felder.',
  haveAccount: 'Haben Sie schon ein Konto?',
  signIn: 'Anmelden',
  sent: 'Sehen Sie in Ihre E-Mails',
  sentTo: (email) => `Wir haben eine E-Mail an ${email} gesendet. Öffnen Sie sie, um fortzufahren.`,
  linkOfSignUp: 'Der Link darin gilt 24 Stunden. Erst mit ihm entsteht Ihre Bibliothek.',
  noMail:
    'Nach einigen Minuten keine E-Mail? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse. An eine Adresse gehen höchstens drei E-Mails in der Stunde.',
  anotherEmail: 'Andere E-Mail-Adresse verwenden',
}
