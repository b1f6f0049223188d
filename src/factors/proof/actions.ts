/** Every change that asks for a proof. A proof of one action, for one target, proves no other. */
export const actions = [
  'change_password',
  'change_email',
  'add_totp',
  'remove_totp',
  'make_recovery_codes',
  'add_passkey',
  'rename_passkey',
  'remove_passkey',
  'disable_account',
  'erase_account',
  'make_api_key',
  'change_webhook',
  'admin_change_user',
  'admin_end_sessions',
  'admin_remove_factors',
] as const

export type Action = (typeof actions)[number]

/** The change that a proof is for. */
export interface Claim {
  action: Action
  /** The thing that is changed, for example the id of a passkey or the new email; empty where there is only one. */
  target?: string
}

/** That of the URL of a webhook. */
export const maxTargetLength = 1000
