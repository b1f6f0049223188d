import type { english } from '../recovery/texts.ts'

export const recovery: typeof english = {
  sending: 'Wird gesendet …',
  toSignIn: 'Zur Anmeldung',
  toShelf: 'Zum Regal',
  toAccount: 'Zur Kontoseite',

  forgotTitle: 'Neues Passwort',
  forgotHeading: 'Passwort vergessen?',
  forgotIntro:
    'Geben Sie die E-Mail-Adresse Ihres Kontos ein. Wir senden Ihnen einen Link, mit dem Sie ein neues Passwort wählen.',
  email: 'E-Mail-Adresse',
  enterEmail: 'Geben Sie die E-Mail-Adresse Ihres Kontos ein.',
  sendLink: 'Link senden',
  linkOfReset: 'Wenn die Adresse ein Konto hat, enthält die E-Mail einen Link. Er gilt 30 Minuten.',
  noMailService:
    'Dieser Dienst sendet keine E-Mails und kann Ihnen deshalb keinen Link senden. Bitten Sie die Person um Hilfe, die ihn betreibt.',

  resetTitle: 'Neues Passwort',
  resetHeading: 'Wählen Sie ein neues Passwort',
  resetIntro: 'Danach ist jedes Gerät abgemeldet, und Sie melden sich mit dem neuen Passwort an.',
  newPassword: 'Neues Passwort',
  choosePassword: 'Wählen Sie ein Passwort.',
  savePassword: 'Passwort speichern',
  saving: 'Wird gespeichert …',
  passwordChanged: 'Ihr Passwort ist geändert. Melden Sie sich damit an.',
  passwordChangedOf:
    'Das Passwort des Kontos aus der E-Mail ist geändert. In diesem Konto sind Sie weiter angemeldet.',

  verifyTitle: 'E-Mail-Adresse bestätigen',
  verifyHeading: 'Bestätigen Sie Ihre E-Mail-Adresse',
  verifyIntro:
    'Sie haben den Link aus unserer E-Mail geöffnet. Bestätigen Sie, dass die Adresse Ihnen gehört.',
  confirm: 'Adresse bestätigen',
  confirming: 'Wird bestätigt …',
  emailConfirmed: 'Die E-Mail-Adresse ist bestätigt. Melden Sie sich damit an.',
  emailConfirmedHeading: 'Die E-Mail-Adresse ist bestätigt',
  emailIs: (email) => `Sie sind als ${email} angemeldet.`,
  newEmailIs: (email) =>
    `Die E-Mail-Adresse Ihres Kontos ist jetzt ${email}. Melden Sie sich von nun an damit an.`,

  keepTitle: 'Zweite Faktoren behalten',
  keepIntro:
    'Ein Administrator wurde gebeten, die zweiten Faktoren Ihres Kontos zu entfernen. Wenn Sie das nicht waren, halten Sie es jetzt an.',
  keep: 'Zweite Faktoren behalten',
  kept: 'Ihre zweiten Faktoren bleiben',
  keptAdvice: 'Vielleicht kennt jemand Ihr Passwort. Wählen Sie ein neues.',
  chooseNew: 'Neues Passwort wählen',

  noLink: 'Diese Seite braucht den Link aus einer E-Mail. Öffnen Sie ihn dort noch einmal.',
  verifyEnded:
    'Dieser Link ist abgelaufen oder wurde schon benutzt. Wenn Sie ihn benutzt haben, melden Sie sich an. Sonst fordern Sie eine neue E-Mail an: Legen Sie das Konto noch einmal an, oder öffnen Sie Ihre Kontoseite.',
  resetEnded:
    'Dieser Link ist abgelaufen oder wurde schon benutzt. Wenn Sie damit ein Passwort gewählt haben, melden Sie sich damit an. Sonst fordern Sie einen neuen Link an.',
  keepEnded:
    'Dieser Link ist abgelaufen oder wurde schon benutzt. Melden Sie sich an und sehen Sie auf Ihrer Kontoseite nach, ob die Faktoren entfernt werden.',
  newLink: 'Neuen Link anfordern',
}
