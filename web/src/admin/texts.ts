import { areaTexts } from '../i18n/texts.ts'
import type { ActionName, Role } from './read.ts'

const roles: Record<Role, string> = { reader: 'Reader', admin: 'Admin' }

const actions: Record<ActionName, string> = {
  enabled_account: 'Account enabled',
  disabled_account: 'Account disabled',
  changed_role: 'Role changed',
  ended_sessions: 'Signed out everywhere',
  requested_factor_removal: 'Removal of the sign-in methods planned',
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
    removeFactors: 'Remove sign-in methods',
    removeFactorsHint:
      'For someone who lost their second factor. It is done after 72 hours. Until then the user is told, and can stop it.',
    isPlanned: (moment: string): string => `The sign-in methods will be removed on ${moment}.`,
    busy: 'Saving …',
    isAdmin: (name: string): string => `${name} is an admin now.`,
    isReader: (name: string): string => `${name} is no longer an admin.`,
    isDisabled: (name: string): string => `The account of ${name} is disabled.`,
    isEnabled: (name: string): string => `The account of ${name} is enabled.`,
    isSignedOut: (name: string): string => `${name} is signed out everywhere.`,
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
