import type { english } from '../account/methods/texts.ts'
import { number, plural } from '../i18n/format.ts'

export const methods: typeof english = {
  title: 'Anmeldewege',
  loading: 'Wird geladen …',
  cancel: 'Abbrechen',
  saving: 'Wird gespeichert …',
  isCopied: 'Kopiert.',
  steps: {
    add_passkey: {
      title: 'Nächster Schritt: ein Passkey',
      text: 'Dann melden Sie sich mit Fingerabdruck, Gesicht oder der PIN Ihres Geräts an. Ein Passkey lässt sich nicht erraten, und keine falsche Seite kann ihn stehlen.',
    },
    make_codes: {
      title: 'Nächster Schritt: neue Wiederherstellungscodes',
      text: 'Sie haben nur noch wenige. Ohne sie und ohne Ihre Authenticator-App könnten Sie sich nicht anmelden.',
    },
    verify_email: {
      title: 'Nächster Schritt: E-Mail-Adresse bestätigen',
      text: 'Öffnen Sie den Link, den wir Ihnen geschickt haben. Mit einer bestätigten Adresse kommen Sie wieder hinein, wenn Sie Ihre anderen Anmeldewege verlieren.',
    },
    add_second_passkey: {
      title: 'Nächster Schritt: ein zweiter Passkey',
      text: 'Sie melden sich nur mit einem Passkey an. Fügen Sie auf einem zweiten Gerät noch einen hinzu, falls Sie den ersten verlieren.',
    },
    add_app: {
      title: 'Nächster Schritt: eine Authenticator-App',
      text: 'Ihr Passwort allein öffnet noch immer Ihr Konto. Mit der App fragt die Anmeldung mit Passwort auch nach einem Code.',
    },
    nothing: {
      title: 'Ihr Konto ist gut geschützt.',
      text: 'Sie müssen nichts tun.',
    },
  },
  withoutPassword: 'Ihr Konto hat kein Passwort und braucht keines. Sie melden sich mit einem Passkey an.',
  passkeys: {
    title: 'Passkeys',
    hint: 'Melden Sie sich mit Fingerabdruck, Gesicht oder der PIN Ihres Geräts an.',
    notHere: 'Dieser Browser kann keine Passkeys verwenden.',
    add: 'Passkey hinzufügen',
    addAnother: 'Weiteren Passkey hinzufügen',
    adding: 'Wird hinzugefügt …',
    isAdded: 'Der Passkey ist hinzugefügt. Sie können sich ab jetzt damit anmelden.',
    dismissed:
      'Es wurde kein Passkey angelegt. Ihre Bestätigung gilt noch einige Minuten, Sie können es erneut versuchen.',
    there: 'Dieses Gerät hat schon einen Passkey Ihres Kontos. Wählen Sie ein anderes.',
    tryAgain: 'Erneut versuchen',
    added: 'Hinzugefügt am',
    lastUsed: 'zuletzt benutzt',
    neverUsed: 'nie benutzt',
    synced: 'Auf allen Ihren Geräten.',
    onOneDevice: 'Auf einem Gerät.',
    rename: 'Umbenennen',
    renameOf: (name) => `Passkey ${name} umbenennen`,
    remove: 'Entfernen …',
    removeOf: (name) => `Passkey ${name} entfernen`,
    onlyWay:
      'Nur mit ihm können Sie sich anmelden. Um ihn zu entfernen, fügen Sie zuerst einen anderen Anmeldeweg hinzu.',
    isRemoved: (name) => `Der Passkey ${name} ist entfernt.`,
    name: 'Name des Passkeys',
    nameHint: 'Nur für Sie, damit Sie wissen, auf welchem Gerät er ist.',
    enterName: 'Geben Sie einen Namen ein.',
    saveName: 'Namen speichern',
    isRenamed: (name) => `Der Passkey heißt jetzt ${name}.`,
  },
  app: {
    title: 'Authenticator-App',
    hint: 'Die Anmeldung mit Passwort fragt dann nach einem Code, den eine App auf Ihrem Telefon zeigt.',
    isOn: (day) => `Seit ${day}. Die Anmeldung mit Ihrem Passwort fragt nach einem Code der App.`,
    add: 'Authenticator-App hinzufügen',
    replace: 'Zu einer anderen App wechseln',
    remove: 'Entfernen …',
    isRemoved: 'Die Authenticator-App ist entfernt. Sie melden sich mit Ihrem Passwort allein an.',
    setupTitle: 'Authenticator-App hinzufügen',
    scan: 'Scannen Sie dieses Bild mit der App: Google Authenticator, 1Password, Aegis oder einer anderen.',
    qr: 'QR-Code mit dem Schlüssel Ihres Kontos',
    noCamera: 'Wenn Sie es nicht scannen können, geben Sie diesen Schlüssel ein:',
    copySecret: 'Schlüssel kopieren',
    openHere: 'App auf diesem Gerät öffnen',
    code: 'Code der App',
    codeHint: 'Die sechs Ziffern, die die App für Bookplate zeigt.',
    enterCode: 'Geben Sie den Code ein, den die App zeigt.',
    isWrong:
      'Dieser Code ist falsch. Prüfen Sie die Uhrzeit Ihres Telefons und geben Sie den Code ein, den es jetzt zeigt.',
    setupEnded:
      'Das hat zu lange gedauert oder wurde auf einer anderen Seite abgeschlossen. Schließen Sie dies und beginnen Sie neu.',
    confirm: 'Einschalten',
  },
  codes: {
    title: 'Wiederherstellungscodes',
    hint: 'Jeder Code meldet Sie einmal an, anstelle Ihrer Authenticator-App. Sie sind für den Tag, an dem Sie Ihr Telefon verlieren.',
    left: (count) => plural(count, { one: '1 Code ist übrig.', other: `${number(count)} Codes sind übrig.` }),
    makeNew: 'Zehn neue Codes erstellen',
    test: 'Einen Code testen',
    testHint: 'Prüfen Sie einen der Codes, die Sie aufbewahrt haben. Er wird nicht verbraucht.',
    testButton: 'Testen',
    testing: 'Wird getestet …',
    enterCode: 'Geben Sie einen Ihrer Wiederherstellungscodes ein.',
    isWrong: 'Das ist keiner Ihrer Codes, oder er wurde schon benutzt.',
    isRight: (count) =>
      plural(count, {
        one: 'Dieser Code ist richtig. Er ist der letzte.',
        other: `Dieser Code ist richtig. Sie haben ${number(count)} davon.`,
      }),
    dialogTitle: 'Ihre Wiederherstellungscodes',
    dialogText:
      'Bewahren Sie sie dort auf, wo Sie sie ohne Ihr Telefon finden. Sie werden nur jetzt gezeigt.',
    sheet: (email, moment) => `Bookplate, Wiederherstellungscodes von ${email}, ${moment}`,
    sheetHint: 'Jeder Code meldet einmal an, anstelle der Authenticator-App.',
    fileName: 'bookplate-wiederherstellungscodes.txt',
    save: 'Als Datei speichern',
    print: 'Drucken',
    copy: 'Kopieren',
    warning:
      'Speichern, drucken oder kopieren Sie die Codes zuerst: Sie werden nicht noch einmal gezeigt. Um sie aufzugeben, schließen Sie dies erneut.',
    keptThem: 'Ich habe sie aufbewahrt',
  },
  email: {
    title: 'E-Mail-Adresse',
    noMail:
      'Damit melden Sie sich an. Die Adresse lässt sich nicht ändern, weil dieser Dienst keine E-Mails verschickt.',
    isConfirmed: 'Bestätigt',
    isNotConfirmed: 'Noch nicht bestätigt',
    sendLink: 'Link erneut senden',
    sending: 'Wird gesendet …',
    linkSent: (email) =>
      `Wir haben eine E-Mail an ${email} geschickt. Öffnen Sie den Link darin innerhalb von 24 Stunden.`,
    change: 'E-Mail-Adresse ändern',
    new: 'Neue E-Mail-Adresse',
    newHint:
      'Wir schicken einen Link dorthin. Die Adresse ändert sich, wenn Sie ihn öffnen und dort bestätigen.',
    sendToNew: 'Link senden',
    enterEmail: 'Geben Sie Ihre neue E-Mail-Adresse ein.',
    isSame: 'Das ist schon Ihre E-Mail-Adresse.',
    changeSent: (email) =>
      `Wir haben eine E-Mail an ${email} geschickt. Öffnen Sie den Link darin innerhalb einer Stunde. Bis dahin melden Sie sich mit der Adresse oben an.`,
  },
}
