import type { english } from '../webhook/texts.ts'

export const webhook: typeof english = {
  title: 'Webhook',
  intro:
    'Ein Server von Ihnen kann erfahren, wenn sich Ihre Bibliothek ändert. Die Nachricht enthält kein Buch: Ihr Programm liest ' +
    'die Änderungen dann mit einem API-Schlüssel.',
  loading: 'Wird geladen …',
  docs: 'Die Nachricht im Einzelnen',
  address: 'Adresse',
  addressHint:
    'Eine https-Adresse eines öffentlichen Servers. Sie bekommt höchstens einmal in der Minute ein POST.',
  enterAddress: 'Geben Sie eine Adresse ein.',
  begin: 'Webhook einrichten …',
  set: 'Webhook einrichten',
  setting: 'Wird eingerichtet …',
  cancel: 'Abbrechen',
  states: { on: 'Eingeschaltet', failing: 'Gestört', off: 'Abgeschaltet' },
  setOn: (day) => `Eingerichtet am ${day}`,
  failingSince: (moment) => `Seit ${moment} kam keine Nachricht an.`,
  next: {
    failing:
      'Sie wird wiederholt, spätestens nach einer Stunde. Nach drei Tagen wird der Webhook abgeschaltet.',
    off: 'Nach drei Tagen, oder nach dem Status 410, wird keine mehr geschickt. Richten Sie ihn neu ein, um ihn einzuschalten: Ihr Programm erfährt dann von den Änderungen ab diesem Moment.',
  },
  replace: 'Ersetzen …',
  setAgain: 'Neu einrichten …',
  replaceHint:
    'Der Webhook bekommt ein neues Geheimnis, auch bei gleicher Adresse. Das alte gilt sofort nicht mehr.',
  confirmReplacement: 'Webhook ersetzen',
  willTell: (address) => `${address} erfährt, wenn sich Ihre Bibliothek ändert.`,
  willTellNone: 'Der Webhook wird entfernt. Keine Adresse erfährt mehr von Ihren Änderungen.',
  secretDialog: {
    title: 'Das Geheimnis Ihres Webhooks',
    once: 'Kopieren Sie das Geheimnis jetzt: Damit prüft Ihr Programm, dass eine Nachricht von hier kommt. Es wird nur dieses eine Mal gezeigt, der Dienst kann es nicht noch einmal zeigen.',
    label: 'Geheimnis',
    copy: 'Geheimnis kopieren',
    isCopied: 'Das Geheimnis ist kopiert.',
    warning:
      'Sie haben das Geheimnis nicht kopiert. Wenn Sie jetzt schließen, müssen Sie den Webhook neu einrichten.',
    done: 'Ich habe das Geheimnis',
  },
  remove: 'Entfernen …',
  removing: 'Wird entfernt …',
  isRemoved: 'Der Webhook ist entfernt.',
}
