/**
 * The kinds of security events. A kind names the event, not the route.
 * `failed` kinds share one row an hour.
 */
export const eventKinds = {
  signed_up: {},
  signed_in: {},
  /** A sign-in from a device without a device mark. */
  signed_in_on_new_device: {},
  sign_in_failed: { isHourly: true },
  code_failed: { isHourly: true },
  proof_failed: { isHourly: true },
  signed_out: {},
  session_ended: {},
  all_sessions_ended: {},
  refresh_token_reused: {},
  /** A refresh without the key of its device: from a copy, or from a browser that could not prove its key. */
  device_proof_failed: { isHourly: true },
  /** The same with evidence of a copy, see sessions/refresh/device.ts. */
  session_copied: { isHourly: true },
  session_bound: {},
  password_changed: {},
  password_set: {},
  password_reset_requested: { isHourly: true },
  password_reset: {},
  email_verified: {},
  email_change_requested: {},
  email_changed: {},
  name_changed: {},
  totp_added: {},
  totp_removed: {},
  recovery_codes_made: {},
  recovery_code_used: {},
  passkey_added: {},
  passkey_renamed: {},
  passkey_removed: {},
  passkey_counter_went_back: {},
  api_key_added: {},
  api_key_removed: {},
  device_trusted: {},
  trusted_device_ended: {},
  share_enabled: {},
  share_disabled: {},
  share_rotated: {},
  role_changed: {},
  account_disabled: {},
  account_enabled: {},
  factor_removal_requested: {},
  factor_removal_stopped: {},
  factors_removed: {},
  webhook_set: {},
  webhook_removed: {},
  webhook_disabled: {},
} as const satisfies Record<string, { isHourly?: true }>

export type EventKind = keyof typeof eventKinds
