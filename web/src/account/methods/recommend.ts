/** The facts that a recommendation depends on. */
interface Protection {
  hasPassword: boolean
  hasApp: boolean
  /** Recovery codes that are not used yet. */
  codesLeft: number
  passkeys: number
  /** Whether this browser can add a passkey. */
  canUsePasskeys: boolean
  /** Whether the service sends mail. */
  hasMail: boolean
  isEmailVerified: boolean
}

export type Recommendation =
  | 'add_passkey'
  | 'make_codes'
  | 'verify_email'
  | 'add_second_passkey'
  | 'add_app'
  | 'nothing'

/** With fewer codes than this, a reader may soon be locked out. */
const minCodes = 3

/** @returns the one next step that protects an account most */
export const recommend = (protection: Protection): Recommendation => {
  const { hasPassword, hasApp, codesLeft, passkeys, canUsePasskeys, hasMail, isEmailVerified } = protection
  if (hasApp && codesLeft < minCodes) return 'make_codes'
  if (passkeys === 0 && canUsePasskeys) return 'add_passkey'
  if (hasMail && !isEmailVerified) return 'verify_email'
  if (!hasPassword && passkeys === 1 && canUsePasskeys) return 'add_second_passkey'
  // A passkey does not protect the password, which opens the account alone.
  if (hasPassword && !hasApp) return 'add_app'
  return 'nothing'
}
