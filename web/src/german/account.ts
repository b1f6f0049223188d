import type { english } from '../account/texts.ts'

export const account: typeof english = {
  title: 'Konto',
  numbers: 'Ihre Bibliothek in Zahlen und Ihre Lesejahre',
  administration: 'Verwaltung',
  loading: 'Wird geladen …',
  cancel: 'Abbrechen',
  profile: {
    title: 'Profil',
    name: 'Name',
    nameHint: 'Der Name auf Ihrem Exlibris.',
    enterName: 'Geben Sie Vor- und Nachnamen ein.',
    isChanged: 'Ihr Name ist geändert.',
    saving: 'Wird gespeichert …',
    save: 'Namen speichern',
  },
  language: {
    title: 'Sprache und Tasten',
    label: 'Sprache',
    hint: 'Für diesen Browser.',
    browser: (name) => `Sprache des Browsers (${name})`,
    failed:
      'Die Texte konnten nicht geladen werden. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.',
  },
  password: {
    title: 'Passwort',
    current: 'Bisheriges Passwort',
    new: 'Neues Passwort',
    enterCurrent: 'Geben Sie Ihr bisheriges Passwort ein.',
    chooseNew: 'Wählen Sie ein neues Passwort.',
    isWrong: 'Das ist nicht Ihr Passwort.',
    isChanged: 'Ihr Passwort ist geändert. Alle anderen Geräte sind abgemeldet.',
    changing: 'Wird geändert …',
    change: 'Passwort ändern',
    isSet: 'Sie haben jetzt ein Passwort. Alle anderen Geräte sind abgemeldet.',
    set: 'Passwort festlegen',
  },
  sessions: {
    title: 'Wo Sie angemeldet sind',
    unknownDevice: 'Ein unbekanntes Gerät',
    here: 'Dieses Gerät',
    lastUsed: 'Zuletzt benutzt',
    signedIn: 'angemeldet',
    isEnded: (device) => `${device} ist abgemeldet.`,
    endOf: (device, lastUsed) => `Sitzung von ${device} beenden, zuletzt benutzt ${lastUsed}`,
    ending: 'Wird beendet …',
    end: 'Beenden',
    endAll: 'Überall abmelden',
    bound: 'Nur dieser Browser kann diese Sitzung benutzen: Eine Kopie wird abgelehnt.',
    trustedUntil: (moment) => `Braucht keinen Code bis ${moment}`,
    signedOut: 'Abgemeldet',
    endTrust: 'Vertrauen beenden',
    endTrustOf: (device) => `${device} wieder nach einem Code fragen`,
    isTrustEnded: (device) => `${device} braucht wieder einen Code.`,
  },
  signOut: 'Abmelden',
  signingOut: 'Abmeldung läuft …',
  signOutFailed: (reason) =>
    `Sie sind auf diesem Gerät abgemeldet, aber die Sitzung ist vielleicht noch gültig. ${reason}`,
  export: {
    title: 'Bibliothek exportieren',
    formats: {
      json: { name: 'JSON', hint: 'Jedes Feld jedes Buchs. Sie können die Datei wieder importieren.' },
      csv: {
        name: 'CSV',
        hint: 'Dasselbe für eine Tabellenkalkulation. Sie können die Datei wieder importieren.',
      },
      goodreads: { name: 'Goodreads-CSV', hint: 'Für andere Dienste, mit den Feldern, die Goodreads kennt.' },
      zip: { name: 'ZIP mit Umschlägen', hint: 'Die JSON-Datei und die Umschläge Ihrer Bücher.' },
    },
    as: (name) => `Als ${name} exportieren`,
    partIsDone: (part) =>
      `Teil ${part} ist heruntergeladen. Ihre Bibliothek hat mehr Bücher, als in eine Datei passen.`,
    nextPart: (part, name) => `Teil ${part} als ${name} herunterladen`,
  },
  close: {
    title: 'Konto schließen',
    disable: 'Konto sperren',
    disableHint:
      'Sie werden auf allen Geräten abgemeldet, und Ihre Bücher werden verborgen. Ein Admin kann das rückgängig machen.',
    disableButton: 'Sperren …',
    erase: 'Alles löschen',
    eraseHint:
      'Ihr Konto, Ihre Bücher und deren Umschläge werden gelöscht. Exportieren Sie vorher Ihre Bibliothek.',
    eraseButton: 'Löschen …',
  },
  disable: {
    title: 'Ihr Konto sperren?',
    text:
      'Sie werden auf allen Geräten abgemeldet. Ihre Bücher bleiben erhalten, sind aber verborgen. Ihre ' +
      'E-Mail-Adresse kann für kein anderes Konto verwendet werden. Ein Konto, das lange gesperrt bleibt, meist ein Jahr, wird gelöscht.',
    busy: 'Wird gesperrt …',
    confirm: 'Konto sperren',
    isDone: 'Ihr Konto ist gesperrt.',
  },
  erase: {
    title: 'Alles löschen?',
    warning: [
      'Das Konto von ',
      ', die Bücher und deren Umschläge werden gelöscht. Das lässt sich nicht rückgängig machen.',
    ],
    busy: 'Wird gelöscht …',
    confirm: 'Endgültig löschen',
    isDone: 'Ihr Konto und Ihre Bücher sind gelöscht.',
  },
}
