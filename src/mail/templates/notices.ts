const askAdmin = 'If it was not you, ask the operator of this service for help at once.'
const signInAgain = 'If a device of yours was signed out by it, sign in again.'

/**
 * The notices of changes that matter for the security of an account: `[subject, what happened, what to do]`, by the kind
 * of event. Without the third, they say to sign out every device and to choose a new password.
 */
export const notices = {
  signed_in_on_new_device: ['New sign-in', 'Someone signed in to your account on a new device.'],
  refresh_token_reused: [
    'A session was ended',
    'A session of your account was used from two places. It may have been copied, so it was ended.',
    `${signInAgain} If you do not know why it happened, choose a new password.`,
  ],
  password_changed: ['Your password was changed', 'The password of your account was changed.'],
  password_set: ['A password was set', 'Your account now has a password.'],
  password_reset: [
    'Your password was reset',
    'The password of your account was reset by a link in a mail. Every device was signed out.',
    'If it was not you, someone reads your mail: secure your mailbox first, then reset the password again.',
  ],
  email_change_requested: [
    'A new email was requested',
    'Someone asked to change the email of your account. It changes once the new email is confirmed.',
  ],
  email_changed: [
    'Your email was changed',
    'Your account now has another email. Mails no longer come to this one.',
    askAdmin,
  ],
  totp_added: ['An authenticator app was added', 'Signing in now asks for a code of an authenticator app.'],
  totp_removed: [
    'The authenticator app was removed',
    'Signing in no longer asks for a code of an authenticator app.',
  ],
  recovery_codes_made: ['New recovery codes', 'Your account has new recovery codes. The old ones are void.'],
  recovery_code_used: [
    'A recovery code was used',
    'One of your recovery codes was used.',
    'If it was not you, sign out every device, choose a new password and make new recovery codes.',
  ],
  passkey_added: ['A passkey was added', 'A new passkey can sign in to your account.'],
  passkey_removed: ['A passkey was removed', 'A passkey can no longer sign in to your account.'],
  passkey_counter_went_back: [
    'A passkey may have been copied',
    'A passkey reported an older counter than before. It may have been copied.',
    'Remove this passkey, and add a new one.',
  ],
  api_key_added: [
    'An API key was made',
    'A program with this key can use your library.',
    'If it was not you, revoke the key, sign out every device and choose a new password.',
  ],
  api_key_removed: ['An API key was revoked', 'Programs can no longer use your library with it.'],
  role_changed: [
    'Your role was changed',
    'An admin changed the role of your account.',
    'If you do not know why, ask the operator of this service.',
  ],
  account_disabled: [
    'Your account was disabled',
    'Your account was disabled, and every device was signed out.',
    askAdmin,
  ],
  account_erased: [
    'Your account was erased',
    'Your account, its books and their covers were erased for good.',
    askAdmin,
  ],
  /** By the clean-up. */
  abandoned_account_erased: [
    'Your account was erased',
    'Your account was disabled for as long as this service keeps such accounts. So it was erased for good, with its books and their covers.',
    'If you want a library here again, sign up again.',
  ],
  account_enabled: ['Your account was enabled', 'Your account was enabled again.'],
  factor_removal_stopped: [
    'Your second factors stay',
    'The removal of your second factors was stopped. Nothing has changed.',
    'If it was not you, ask the admin again.',
  ],
  factors_removed: [
    'Your second factors were removed',
    'The second factors of your account were removed by an admin. The password alone signs in.',
    'Sign in, choose a new password, and add a second factor again.',
  ],
  webhook_set: [
    'A webhook was set',
    'From now on another address is told when your library changes. It gets no book.',
    'If it was not you, remove the webhook on the page of your account, and choose a new password.',
  ],
  webhook_removed: ['Your webhook was removed', 'The address is no longer told when your library changes.'],
  webhook_disabled: [
    'Your webhook was switched off',
    'The address of your webhook rejected messages, or did not respond, for days. So it was switched off.',
    'Sign in and set the webhook again when the address works.',
  ],
} as const satisfies Record<string, readonly [subject: string, text: string, advice?: string]>

export type NoticeKind = keyof typeof notices
