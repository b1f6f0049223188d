import { areaTexts } from '../i18n/texts.ts'
import type { Action } from './waiting.ts'

const actions: Record<Action, string> = {
  change_password: 'Your password will be changed.',
  change_email: 'Your email will be changed.',
  add_totp: 'An authenticator app will be added to your account.',
  remove_totp: 'The authenticator app will be removed, and its recovery codes with it.',
  make_recovery_codes: 'You will get ten new recovery codes. The old ones will stop working.',
  add_passkey: 'A passkey will be added to your account.',
  rename_passkey: 'The passkey will get another name.',
  remove_passkey: 'The passkey will be removed from your account.',
  disable_account: 'Your account will be disabled.',
  erase_account: 'Your account and your books will be erased. This cannot be undone.',
  make_api_key: 'A new key will be able to use your account.',
  change_webhook: 'Another address will be told of your changes.',
  admin_change_user: 'An account will be changed.',
  admin_end_sessions: 'An account will be signed out on every device.',
  admin_remove_factors: 'The second factors of an account will be removed.',
}

export const english = {
  title: 'Confirm that it is you',
  actions,
  loading: 'Loading …',
  usePasskey: 'Confirm with a passkey',
  waiting: 'Waiting …',
  or: 'or',
  password: 'Your password',
  enterPassword: 'Enter your password.',
  isWrongPassword: 'This is not your password.',
  code: 'Code',
  codeHint: 'The six digits that your authenticator app shows now.',
  recoveryCode: 'Recovery code',
  recoveryHint: 'One of the codes that you kept. It works once.',
  enterCode: 'Enter a code.',
  isWrongCode: 'This code is wrong, or was used already. Wait for the next one.',
  codeNeeded: 'Your account has an authenticator app now. Enter its code too.',
  useRecoveryCode: 'Use a recovery code',
  useApp: 'Use the authenticator app',
  cancel: 'Cancel',
  confirm: 'Confirm',
  noPasskeysHere: 'Your account has only passkeys, and this browser cannot use them. Try another browser.',
  noMethod: 'Your account has no password and no passkey. Choose a password with “Forgot password” first.',
}

export const proofTexts = areaTexts('proof', english)
