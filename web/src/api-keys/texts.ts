import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'API keys',
  intro:
    'A program with a key uses your library without your password. You decide what it may do, and for how long.',
  docs: 'Every request, with examples',
  loading: 'Loading …',
  none: 'You have no keys.',
  made: (day: string): string => `Made on ${day}`,
  ends: (day: string): string => `ends on ${day}`,
  used: (moment: string): string => `used around ${moment}`,
  neverUsed: 'never used',
  make: 'Make a key …',
  name: 'Name of the program',
  nameHint: 'So that you know later which key to revoke.',
  enterName: 'Enter a name.',
  scopes: 'The program may',
  scope: {
    'books:read': 'read your books, statistics and exports',
    'books:write': 'add, change, delete and import books',
    'profile:read': 'read your name and email',
    sync: 'only keep your place on an e-reader',
  },
  noScope: 'Choose at least one.',
  days: 'The key ends after',
  inDays: (days: number): string => plural(days, { one: '1 day', other: `${number(days)} days` }),
  confirm: 'Make the key',
  making: 'Making …',
  cancel: 'Cancel',
  newKey: {
    title: 'Your new key',
    once: 'Copy the key now. It is shown this once, and the service cannot show it again.',
    label: 'Key',
    copy: 'Copy the key',
    isCopied: 'The key is copied.',
    warning: 'You have not copied the key. If you close this now, you have to make another one.',
    done: 'I have the key',
  },
  revoke: 'Revoke',
  revoking: 'Revoking …',
  revokeOf: (name: string): string => `Revoke the key of ${name}`,
  isRevoked: (name: string): string => `The key of ${name} is revoked.`,
}

export const apiKeyTexts = areaTexts('apiKeys', english)
