import { purposes } from '../../auth/purposes.ts'
import type { Database } from '../../db/client.ts'
import { type Assertion, challengeOf } from '../../factors/passkeys/assertion.ts'
import { spendOpenChallenge } from '../../factors/passkeys/challenges.ts'
import {
  selectOwnerOfCredential,
  selectPasskeyByCredential,
  useOf,
} from '../../factors/passkeys/statements.ts'
import { madeAt } from '../../factors/passkeys/user-handle.ts'
import { verifyAssertion } from '../../factors/passkeys/verify-assertion.ts'
import type { Config } from '../../http/config.ts'
import { isMailConfigured } from '../../mail/outbox.ts'
import { type Client, type Opened, openSession } from '../sign-in/open-session.ts'

export type PasskeySignIn =
  | ({ kind: 'signed_in' } & Opened)
  /** Also for a challenge that is unknown, used up or expired. */
  | { kind: 'invalid_passkey' }
  /** The challenge is valid, and no user has this credential. */
  | { kind: 'passkey_not_found' }
  /** The same, soon after the passkey was made: its sign-up may wait for the link of a mail. */
  | { kind: 'sign_up_pending' }
  | { kind: 'account_disabled' }

/**
 * Whether an unknown passkey is so new that the link of its sign-up can still be used. Its age alone decides: the rows of
 * sign-ups would tell whether an email was confirmed meanwhile. Password managers forget a passkey that is not found.
 */
const mayBePending = (config: Config, { response }: Assertion, now: Date): boolean => {
  const at = isMailConfigured(config) && response.userHandle ? madeAt(response.userHandle) : undefined
  if (!at) return false
  const { passkeyChallenge, mailedLink } = purposes
  const seconds = passkeyChallenge.ttlSeconds + mailedLink.ttlSeconds.sign_up
  return at <= now && now.getTime() < at.getTime() + seconds * 1000
}

/**
 * Opens a session for an assertion of a challenge of `POST /users/login/passkey/options`. The challenge is used up first,
 * so of several requests with it, one continues. Two D1 round trips.
 * @param clientOf reads the client that signs in, for the email of the account
 */
export const signInWithPasskey = async (
  { db, config }: { db: Database; config: Config },
  assertion: Assertion,
  clientOf: (email: string) => Promise<Client>,
  now: Date,
): Promise<PasskeySignIn> => {
  const challenge = challengeOf(assertion)
  if (challenge === undefined) return { kind: 'invalid_passkey' }
  const first = await db.batch({
    spent: await spendOpenChallenge(challenge, 'sign_in', now),
    passkey: selectPasskeyByCredential(assertion.id),
    user: selectOwnerOfCredential(assertion.id),
  })
  const [passkey] = first.passkey
  const [user] = first.user
  if (first.spent.length === 0) return { kind: 'invalid_passkey' }
  if (!passkey || !user)
    return { kind: mayBePending(config, assertion, now) ? 'sign_up_pending' : 'passkey_not_found' }
  // The user handle is optional in the protocol, but not where the options name no credential.
  const verified =
    assertion.response.userHandle && (await verifyAssertion(config, assertion, { passkey, challenge }))
  if (!verified) return { kind: 'invalid_passkey' }
  if (user.disabledAt) return { kind: 'account_disabled' }
  const client = await clientOf(user.email)
  const use = useOf(passkey, { ...verified, userAgent: client.userAgent, at: now, config })
  // A counter that went back opens no session, and is told all the same.
  const after = () => ({ ...use.before, ...use.after })
  const opened = await openSession(db, { user, client, method: 'passkey', onlyIf: use.ifFresh, after }, now)
  // Undefined: the counter went back, the passkey was removed, or the account changed meanwhile.
  return opened ? { kind: 'signed_in', ...opened } : { kind: 'invalid_passkey' }
}
