import { and, eq, exists, gt, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { purposes } from '../../auth/purposes.ts'
import { literalRow } from '../../db/literal-row.ts'
import { attempts, pendingSignIns, recoveryCodes, totpSecrets, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'

export type PendingSignIn = typeof pendingSignIns.$inferSelect

/** Stores a sign-in that waits for its second factor, unless the password has changed or the account is disabled. */
export const insertPendingSignIn = (pending: PendingSignIn) =>
  statement(
    build
      .insert(pendingSignIns)
      .select(
        build
          .select(literalRow(pendingSignIns, pending))
          .from(users)
          .where(
            and(
              eq(users.id, pending.userId),
              eq(users.passwordVersion, pending.passwordVersion),
              isNull(users.disabledAt),
            ),
          ),
      )
      .returning({ digest: pendingSignIns.digest }),
  )

const isWaiting = (digest: string, now: Date) =>
  and(
    eq(pendingSignIns.digest, digest),
    gt(pendingSignIns.expiresAt, now),
    lt(pendingSignIns.wrongCodes, purposes.mfa.maxWrongCodes),
  )

/** A condition: the sign-in still waits for a code. */
export const ifWaiting = (digest: string, now: Date): SQL =>
  exists(build.select({ digest: pendingSignIns.digest }).from(pendingSignIns).where(isWaiting(digest, now)))

/** A condition: no code was tried yet. The first code is part of the attempt at the password, which was allowed. */
export const ifFirstCode = (digest: string): SQL =>
  exists(
    build
      .select({ digest: pendingSignIns.digest })
      .from(pendingSignIns)
      .where(and(eq(pendingSignIns.digest, digest), eq(pendingSignIns.wrongCodes, 0))),
  )

/** Reads a sign-in that waits, the counter of its attempts, its user and their factors. */
export const waitingSignIn = (digest: string, now: Date) => {
  const owner = build
    .select({ userId: pendingSignIns.userId })
    .from(pendingSignIns)
    .where(isWaiting(digest, now))
  const counter = build
    .select({ key: pendingSignIns.counterKey })
    .from(pendingSignIns)
    .where(isWaiting(digest, now))
  return {
    retryAt: statement(
      build.select({ retryAt: attempts.retryAt }).from(attempts).where(inArray(attempts.key, counter)),
    ),
    pending: statement(build.select().from(pendingSignIns).where(isWaiting(digest, now))),
    user: statement(build.select().from(users).where(inArray(users.id, owner))),
    totp: statement(
      build
        .select()
        .from(totpSecrets)
        .where(and(inArray(totpSecrets.userId, owner), eq(totpSecrets.state, 'confirmed'))),
    ),
    codes: statement(
      build
        .select({ digest: recoveryCodes.digest })
        .from(recoveryCodes)
        .where(inArray(recoveryCodes.userId, owner)),
    ),
  }
}

/** Counts a wrong code, if the statement before it counted the attempt. The last one ends the sign-in. */
export const countWrongCode = (digest: string) =>
  statement(
    build
      .update(pendingSignIns)
      .set({ wrongCodes: sql`${pendingSignIns.wrongCodes} + 1` })
      .where(and(eq(pendingSignIns.digest, digest), sql`changes() > 0`))
      .returning({ wrongCodes: pendingSignIns.wrongCodes }),
  )

export const deletePendingSignIn = (digest: string, onlyIf: SQL) =>
  statement(build.delete(pendingSignIns).where(and(eq(pendingSignIns.digest, digest), onlyIf)))
