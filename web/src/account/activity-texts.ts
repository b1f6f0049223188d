import type { EventKind } from '../../../src/events/kinds.ts'
import { areaTexts } from '../i18n/texts.ts'

const kinds: Record<EventKind, string> = {
  signed_up: 'You created this account',
  signed_in: 'Signed in',
  signed_in_on_new_device: 'Signed in on a new device',
  sign_in_failed: 'Someone tried to sign in with a wrong password',
  code_failed: 'A wrong code was entered',
  proof_failed: 'A change was attempted without the right proof',
  signed_out: 'Signed out',
  session_ended: 'A device was signed out',
  all_sessions_ended: 'All devices were signed out',
  refresh_token_reused: 'A session was used from two places and ended for safety',
  device_proof_failed: 'A device could not confirm its session',
  session_copied: 'A copied session was rejected',
  session_bound: 'The session was bound to its device',
  password_changed: 'Password changed',
  password_set: 'Password set',
  password_reset_requested: 'A mail to choose a new password was requested',
  password_reset: 'New password chosen with a mail',
  email_verified: 'Email confirmed',
  email_change_requested: 'A new email was requested',
  email_changed: 'Email changed',
  name_changed: 'Name changed',
  totp_added: 'Authenticator app added',
  totp_removed: 'Authenticator app removed',
  recovery_codes_made: 'New recovery codes made',
  recovery_code_used: 'A recovery code was used',
  passkey_added: 'Passkey added',
  passkey_renamed: 'Passkey renamed',
  passkey_removed: 'Passkey removed',
  passkey_counter_went_back: 'A passkey may have been copied',
  device_trusted: 'A device no longer needs a code',
  trusted_device_ended: 'A device needs a code again',
  role_changed: 'An admin changed your role',
  account_disabled: 'Account disabled',
  account_enabled: 'Account enabled',
  factor_removal_requested: 'An admin planned to remove your second factors',
  factor_removal_stopped: 'You kept your second factors',
  factors_removed: 'Second factors removed',
}

export const english = {
  title: 'Recent activity',
  hint: 'Is something here not yours? Sign out the devices that you do not know, and change your password if your account has one.',
  kinds,
  times: (count: string): string => `${count} times`,
  more: 'Show older activity',
  loading: 'Loading …',
  removalPlanned: (moment: string): string =>
    `An admin was asked to remove your second factors. It will be done on ${moment}.`,
  removalStop: 'Keep my second factors',
}

export const activityTexts = areaTexts('activity', english)
