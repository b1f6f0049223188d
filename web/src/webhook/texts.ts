import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'Webhook',
  intro:
    'A server of yours can be told when your library changes. The message contains no book: your program then reads the ' +
    'changes with an API key.',
  loading: 'Loading …',
  docs: 'The message in detail',
  address: 'Address',
  addressHint: 'An https address of a public host. It gets a POST at most once a minute.',
  enterAddress: 'Enter an address.',
  begin: 'Set a webhook …',
  set: 'Set the webhook',
  setting: 'Setting …',
  cancel: 'Cancel',
  states: { on: 'On', failing: 'Failing', off: 'Switched off' },
  setOn: (day: string): string => `Set on ${day}`,
  failingSince: (moment: string): string => `Every message has failed since ${moment}.`,
  next: {
    failing: 'It is sent again, at most an hour apart. After three days the webhook is switched off.',
    off: 'After three days, or after the status 410, no more messages are sent. Set it again to switch it on: your program is then told of changes from that moment on.',
  },
  replace: 'Replace …',
  setAgain: 'Set again …',
  replaceHint: 'The webhook gets a new secret, also for the same address. The old secret ends at once.',
  confirmReplacement: 'Replace the webhook',
  /** The change that the reader proves. */
  willTell: (address: string): string => `${address} will be told when your library changes.`,
  willTellNone: 'The webhook will be removed. No address will be told of your changes any more.',
  secretDialog: {
    title: 'The secret of your webhook',
    once: 'Copy the secret now: by it your program checks that a message comes from here. It is shown this once, and the service cannot show it again.',
    label: 'Secret',
    copy: 'Copy the secret',
    isCopied: 'The secret is copied.',
    warning: 'You have not copied the secret. If you close this now, you have to set the webhook again.',
    done: 'I have the secret',
  },
  remove: 'Remove …',
  removing: 'Removing …',
  isRemoved: 'The webhook is removed.',
}

export const webhookTexts = areaTexts('webhook', english)
