import {
  decoyHash,
  hashPassword,
  missingCalls,
  needsRehash,
  verifiableHash,
  verifyPassword,
} from '../../auth/passwords/hash.ts'
import { purposes } from '../../auth/purposes.ts'
import { digestToken } from '../../auth/random-tokens.ts'
import { type AttemptCounter, attemptReservation, deleteAttempts } from '../../auth/throttle/statements.ts'
import type { Database } from '../../db/client.ts'
import { insertPendingSignIn } from '../../factors/pending/statements.ts'
import { ifWithoutTotp } from '../../factors/proof/statements.ts'
import { ifTrusted } from '../../factors/trusted-devices/statements.ts'
import type { Config } from '../../http/config.ts'
import type { MfaMethod } from '../../http/error-data.ts'
import { type User, updatePasswordHash } from '../../users/statements.ts'
import { type Client, type Opened, openSession } from './open-session.ts'
import { type SigningIn, selectSigningIn } from './select-user.ts'

export interface Attempt {
  email: string
  password: string
  /** The counter that counts this attempt. */
  counter: AttemptCounter
  client: Client
  /** The digest of the cookie of a trusted device; empty for none. */
  trustedDigest: string
  /** The token for the second factor, if one is needed. */
  mfaToken: string
}

export type SignIn =
  | ({ kind: 'signed_in' } & Opened)
  /** The password was right. */
  | { kind: 'mfa_required'; mfaToken: string; methods: MfaMethod[] }
  | { kind: 'rate_limited'; retryAt: Date }
  | { kind: 'invalid_credentials' }
  | { kind: 'account_disabled' }

/** The ways to complete a sign-in whose password was right. */
const methodsOf = ({ hasRecoveryCode, hasPasskey }: SigningIn): MfaMethod[] => [
  'totp',
  ...(hasRecoveryCode ? ['recovery_code' as const] : []),
  ...(hasPasskey ? ['passkey' as const] : []),
]

const pendingSignIn = async (user: User, counterKey: string, mfaToken: string, now: Date) => ({
  digest: await digestToken(mfaToken),
  userId: user.id,
  passwordVersion: user.passwordVersion,
  counterKey,
  wrongCodes: 0,
  expiresAt: new Date(now.getTime() + purposes.mfa.ttlSeconds * 1000),
})

/**
 * Opens a session for the right password. The attempt is counted before the password is verified, and an unknown email
 * costs the same work as a wrong password. A user with TOTP needs a code as well, unless the device is trusted: then the
 * attempt stays counted until the code was right. Two D1 round trips; one when the attempt fails.
 */
export const signIn = async (
  db: Database,
  { email, password, counter, client, trustedDigest, mfaToken }: Attempt,
  { passwordHashCalls, freeAttempts }: Pick<Config, 'passwordHashCalls' | 'freeAttempts'>,
  now: Date,
): Promise<SignIn> => {
  const first = await db.batch({
    ...attemptReservation(counter, freeAttempts, now),
    user: selectSigningIn(email, trustedDigest, now),
  })
  const [reserved] = first.reserved
  const [user] = first.user
  if (!reserved) return { kind: 'rate_limited', retryAt: first.counter[0]?.retryAt ?? now }
  const hash = verifiableHash(user?.passwordHash, passwordHashCalls)
  const matches = await verifyPassword(password, hash)
  if (!user || !matches) {
    // An older, cheaper hash verifies faster, which would reveal that the email exists. Spend the difference.
    const missing = missingCalls(hash, passwordHashCalls)
    if (missing > 0) await verifyPassword(password, decoyHash(missing))
    return { kind: 'invalid_credentials' }
  }
  if (user.disabledAt) return { kind: 'account_disabled' }

  const newHash = needsRehash(user.passwordHash, passwordHashCalls)
    ? await hashPassword(password, passwordHashCalls)
    : undefined
  if (user.hasTotp && user.trustedId === null) {
    const pending = await pendingSignIn(user, reserved.key, mfaToken, now)
    const { stored } = await db.batch({
      stored: insertPendingSignIn(pending),
      rehashed: newHash === undefined ? undefined : updatePasswordHash(user.id, user.passwordHash, newHash),
    })
    if (stored.length === 0) return { kind: 'invalid_credentials' }
    return { kind: 'mfa_required', mfaToken, methods: methodsOf(user) }
  }
  const trustedDeviceId = user.hasTotp ? user.trustedId : null
  const onlyIf = trustedDeviceId === null ? ifWithoutTotp(user.id) : ifTrusted(trustedDeviceId, now)
  const after = () => ({ attemptsForgotten: deleteAttempts(reserved.key) })
  const details = { user, client, method: 'password' as const, trustedDeviceId, newHash, onlyIf, after }
  const opened = await openSession(db, details, now)
  // Undefined: the password was changed, or the account disabled, while this password was being verified.
  return opened ? { kind: 'signed_in', ...opened } : { kind: 'invalid_credentials' }
}
