import type { english } from '../sign-in/step-texts.ts'

export const secondStep: typeof english = {
  title: 'Zweiter Schritt',
  heading: 'Noch ein Schritt',
  intro: 'Das Passwort stimmt. Geben Sie jetzt den Code ein, den Ihre Authenticator-App zeigt.',
  introRecovery:
    'Das Passwort stimmt. Geben Sie jetzt einen der Wiederherstellungscodes ein, die Sie aufbewahrt haben.',
  enterCode: 'Geben Sie einen Code ein.',
  isWrongCode: 'Dieser Code ist falsch, abgelaufen oder wurde schon benutzt. Warten Sie auf den nächsten.',
  trustDevice: 'Diesem Gerät 30 Tage lang vertrauen',
  trustHint: 'Dann genügt hier das Passwort. Wählen Sie das nur auf einem eigenen Gerät.',
  checking: 'Wird geprüft …',
  or: 'oder',
  back: 'Zurück zum Passwort',
  expired: 'Diese Anmeldung hat zu lange gedauert. Geben Sie Ihr Passwort noch einmal ein.',
  ended: 'Diese Anmeldung ist beendet: Es gab zu viele falsche Codes, oder sie hat zu lange gedauert.',
  again: 'Passwort noch einmal eingeben',
}
