import { and, eq, exists, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { literalRow } from '../../db/literal-row.ts'
import {
  factorRemovals,
  passkeys,
  pendingSignIns,
  recoveryCodes,
  totpSecrets,
  trustedDevices,
  users,
} from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { confirmedOf } from '../codes/statements.ts'

type FactorRemoval = typeof factorRemovals.$inferSelect

/** A condition: the user has TOTP or a passkey. */
const ifAnyFactor = (userId: string): SQL | undefined =>
  or(
    exists(build.select({ id: totpSecrets.userId }).from(totpSecrets).where(confirmedOf(userId))),
    exists(build.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.userId, userId))),
  )

/** Plans the removal of all factors of a user who has some. A removal that is planned already keeps its time. */
export const insertRemoval = (removal: FactorRemoval, onlyIf: SQL) =>
  statement(
    build
      .insert(factorRemovals)
      .select(
        build
          .select(literalRow(factorRemovals, removal))
          .from(users)
          .where(
            and(eq(users.id, removal.userId), isNull(users.erasedAt), ifAnyFactor(removal.userId), onlyIf),
          ),
      )
      .onConflictDoNothing()
      .returning({ userId: factorRemovals.userId }),
  )

export const selectRemoval = (userId: string) =>
  statement(build.select().from(factorRemovals).where(eq(factorRemovals.userId, userId)))

export const deleteRemoval = (userId: string, onlyIf: SQL) =>
  statement(
    build
      .delete(factorRemovals)
      .where(and(eq(factorRemovals.userId, userId), onlyIf))
      .returning({ userId: factorRemovals.userId }),
  )

/** Removals whose time has come, the oldest first. */
export const selectDueRemovals = (now: Date, limit: number) =>
  statement(
    build
      .select({ userId: factorRemovals.userId })
      .from(factorRemovals)
      .where(lte(factorRemovals.dueAt, now))
      .orderBy(factorRemovals.dueAt)
      .limit(limit),
  )

/**
 * Removes all factors of a user, if the removal is due and was not stopped, and then the removal itself.
 * @returns `removed`: one row if the factors were removed
 */
export const factorsRemoving = (userId: string, now: Date) => {
  const ifDue = exists(
    build
      .select({ userId: factorRemovals.userId })
      .from(factorRemovals)
      .where(and(eq(factorRemovals.userId, userId), lte(factorRemovals.dueAt, now))),
  )
  const ownTables = [totpSecrets, recoveryCodes, passkeys, trustedDevices, pendingSignIns] as const
  const [totp, codes, keys, devices, pending] = ownTables.map((table) =>
    statement(build.delete(table).where(and(eq(table.userId, userId), ifDue))),
  )
  return { totp, codes, keys, devices, pending, removed: deleteRemoval(userId, sql`${ifDue}`) }
}
