import { areaTexts } from '../i18n/texts.ts'
import type { ActionName, Role } from './read.ts'

const roles: Record<Role, string> = { reader: 'Reader', admin: 'Admin' }

const actions: Record<ActionName, string> = {
  enabled_account: 'Account enabled',
  disabled_account: 'Account disabled',
  changed_role: 'Role changed',
  ended_sessions: 'Signed out everywhere',
  requested_factor_removal: 'Removal of the second factors planned',
}

export const english = {
  title: 'Administration',
  loading: 'Loading …',
  users: {
    title: 'Users',
    search: 'Name or email',
    searchButton: 'Search',
    none: 'No user was found.',
    more: 'Show more users',
    joined: (date: string): string => `Joined on ${date}`,
    you: 'This is you',
    isDisabled: 'Disabled',
    isUnconfirmed: 'Email not confirmed',
    hasFactor: 'Second factor',
    manage: (name: string): string => `Manage ${name}`,
  },
  roles,
  change: {
    makeAdmin: 'Make admin',
    makeReader: 'Take the admin role away',
    disable: 'Disable account',
    disableHint: 'Signs the user out everywhere. Their books are kept.',
    enable: 'Enable account',
    endSessions: 'Sign out everywhere',
    removeFactors: 'Remove second factors',
    removeFactorsHint:
      'For someone who lost their second factor. The password stays. It is done after 72 hours.',
    ownerGetsMail: 'The owner gets a mail and can stop it until then.',
    ownerSeesIt: 'The owner sees it on the account page and can stop it until then.',
    isPlanned: (moment: string): string => `The second factors will be removed on ${moment}.`,
    busy: 'Saving …',
    isAdmin: (name: string): string => `${name} is an admin now.`,
    isReader: (name: string): string => `${name} is no longer an admin.`,
    isDisabled: (name: string): string => `The account of ${name} is disabled.`,
    isEnabled: (name: string): string => `The account of ${name} is enabled.`,
    isSignedOut: (name: string): string => `${name} is signed out everywhere.`,
  },
  /** Where the admin gives the proof. @param person name and email */
  prove: {
    makeAdmin: (person: string): string => `${person} will be an admin.`,
    makeReader: (person: string): string => `${person} will not be an admin any more.`,
    disable: (person: string): string => `The account of ${person} will be disabled.`,
    enable: (person: string): string => `The account of ${person} will be enabled again.`,
    removeFactors: (person: string): string =>
      `The second factors of ${person} will be removed after 72 hours.`,
    makeMyselfReader: 'You will not be an admin any more: this is your own account.',
    disableMyself: 'Your own account will be disabled.',
    removeMyFactors: 'Your own second factors will be removed after 72 hours.',
  },
  audit: {
    title: 'Actions of admins',
    none: 'No admin has changed an account yet.',
    more: 'Show older actions',
    actions,
    by: (name: string): string => `by ${name}`,
    commandLine: 'the command line',
    erased: (id: string): string => `${id} (erased)`,
  },
}

export const adminTexts = areaTexts('admin', english)
