import type { Database } from '../../db/client.ts'
import type { User } from '../../users/statements.ts'
import type { Session } from '../statements.ts'
import type { RefreshClaims } from './refresh-tokens.ts'
import { type RefreshSender, rotation } from './statements.ts'

export type Refresh =
  | { kind: 'refreshed'; user: User; session: Session }
  | { kind: 'refresh_token_reused'; userId: string }
  /** The session is bound, and its device has not proved its key. The session does not end. */
  | { kind: 'device_proof_required'; userId: string; isCopied: boolean }
  | { kind: 'invalid_token' }

/**
 * Rotates a refresh token. D1 alone decides, in one transaction, so any number of parallel requests is safe. One
 * statement compares the counter and sets it, so exactly one of several requests with the same token rotates. The others
 * find the counter one ahead. Within the grace period they get the same successor, because the token is computed from
 * the counter. After the grace period the session is deleted, unless the request has the key of the rotation: then it is a
 * retry of a lost response. One D1 round trip.
 */
export const refresh = async (
  db: Database,
  claims: RefreshClaims,
  sender: RefreshSender,
  now: Date,
): Promise<Refresh> => {
  const result = await db.batch(rotation(claims, sender, now))
  const [unproven] = result.unproven
  if (unproven)
    return {
      kind: 'device_proof_required',
      userId: unproven.userId,
      isCopied: (result.copied ?? []).length > 0,
    }
  const [reused] = result.reused
  const [session] = result.session
  const [user] = result.user
  if (reused) return { kind: 'refresh_token_reused', userId: reused.userId }
  return session && user ? { kind: 'refreshed', user, session } : { kind: 'invalid_token' }
}
