import type { ExportFormat } from 'bookplate/client'
import { areaTexts } from '../i18n/texts.ts'

const exports: Record<ExportFormat, { name: string; hint: string }> = {
  json: { name: 'JSON', hint: 'Every field of every book. You can import it again.' },
  csv: { name: 'CSV', hint: 'The same for a spreadsheet. You can import it again.' },
  goodreads: {
    name: 'Goodreads CSV',
    hint: 'For other book services. It has the fields that Goodreads knows.',
  },
  zip: { name: 'ZIP with covers', hint: 'The JSON file and the covers of your books.' },
}

export const english = {
  title: 'Account',
  numbers: 'Your library in numbers, and your years in books',
  administration: 'Administration',
  loading: 'Loading …',
  cancel: 'Cancel',
  profile: {
    title: 'Profile',
    name: 'Name',
    nameHint: 'The name on your bookplate.',
    enterName: 'Enter your first and last name.',
    isChanged: 'Your name is changed.',
    saving: 'Saving …',
    save: 'Save name',
  },
  language: {
    title: 'Language and keys',
    label: 'Language',
    hint: 'For this browser.',
    browser: (name: string): string => `Language of the browser (${name})`,
    failed: 'The texts could not be loaded. Check the connection and try again.',
  },
  password: {
    title: 'Password',
    current: 'Current password',
    new: 'New password',
    enterCurrent: 'Enter your current password.',
    chooseNew: 'Choose a new password.',
    isWrong: 'This is not your password.',
    isChanged: 'Your password is changed. Every other device is signed out.',
    changing: 'Changing …',
    change: 'Change password',
    isSet: 'You have a password now. Every other device is signed out.',
    set: 'Set a password',
  },
  sessions: {
    title: 'Where you are signed in',
    unknownDevice: 'An unknown device',
    here: 'This device',
    lastUsed: 'Last used',
    signedIn: 'signed in',
    isEnded: (device: string): string => `${device} is signed out.`,
    endOf: (device: string, lastUsed: string): string =>
      `End the session of ${device}, last used ${lastUsed}`,
    ending: 'Ending …',
    end: 'End',
    endAll: 'Sign out everywhere',
    bound: 'Only this browser can use this session: a copy of it is rejected.',
    trustedUntil: (moment: string): string => `Needs no code until ${moment}`,
    signedOut: 'Signed out',
    endTrust: 'End trust',
    endTrustOf: (device: string): string => `Ask ${device} for a code again`,
    isTrustEnded: (device: string): string => `${device} needs a code again.`,
  },
  signOut: 'Sign out',
  signingOut: 'Signing out …',
  signOutFailed: (reason: string): string =>
    `You are signed out on this device, but the session may still be active. ${reason}`,
  export: {
    title: 'Export your library',
    formats: exports,
    as: (name: string): string => `Export as ${name}`,
    partIsDone: (part: number): string =>
      `Part ${part} is downloaded. Your library has more books than fit in one file.`,
    nextPart: (part: number, name: string): string => `Download part ${part} as ${name}`,
  },
  close: {
    title: 'Close the account',
    disable: 'Disable the account',
    disableHint:
      'You will be signed out on every device, and your books will be hidden. An admin can undo this.',
    disableButton: 'Disable …',
    erase: 'Erase everything',
    eraseHint: 'Your account, your books and their covers will be deleted. Export your library first.',
    eraseButton: 'Erase …',
  },
  disable: {
    title: 'Disable your account?',
    text:
      'You will be signed out on every device. Your books will be kept, but hidden. Your email cannot be ' +
      'used for another account. An account that stays disabled for long, usually a year, is erased.',
    busy: 'Disabling …',
    confirm: 'Disable account',
    isDone: 'Your account is disabled.',
  },
  erase: {
    title: 'Erase everything?',
    /** Before and after the email of the account. */
    warning: [
      'The account of ',
      ', its books and their covers will be deleted. This cannot be undone.',
    ] as readonly [before: string, after: string],
    busy: 'Erasing …',
    confirm: 'Erase for good',
    isDone: 'Your account and your books are erased.',
  },
}

export const accountTexts = areaTexts('account', english)
