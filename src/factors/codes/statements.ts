import { and, eq, exists, lt, type SQL } from 'drizzle-orm'
import { recoveryCodes, totpSecrets } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statement.ts'

export type TotpSecret = typeof totpSecrets.$inferSelect

/** A code that fits. It is used up by `spendCode`, which only one of several requests can do. */
export type RightCode =
  | { kind: 'totp'; userId: string; step: number }
  | { kind: 'recovery_code'; userId: string; digest: string }

export const confirmedOf = (userId: string) =>
  and(eq(totpSecrets.userId, userId), eq(totpSecrets.state, 'confirmed'))

export const selectTotp = (userId: string) =>
  statement(build.select().from(totpSecrets).where(confirmedOf(userId)))

export const selectRecoveryDigests = (userId: string) =>
  statement(
    build
      .select({ digest: recoveryCodes.digest })
      .from(recoveryCodes)
      .where(eq(recoveryCodes.userId, userId)),
  )

const isUnused = (code: RightCode) =>
  code.kind === 'totp'
    ? and(confirmedOf(code.userId), lt(totpSecrets.lastStep, code.step))
    : and(eq(recoveryCodes.userId, code.userId), eq(recoveryCodes.digest, code.digest))

/** A condition: no request has used the code up. */
export const ifCodeIsUnused = (code: RightCode): SQL => {
  const table = code.kind === 'totp' ? totpSecrets : recoveryCodes
  return exists(build.select({ userId: table.userId }).from(table).where(isUnused(code)))
}

/**
 * Uses a code up. The step of a TOTP code moves by compare-and-set: no code, and no older one, is accepted again.
 * @returns one row if this request was the first
 */
export const spendCode = (code: RightCode, onlyIf: SQL): Statement<{ userId: string }> => {
  const where = and(isUnused(code), onlyIf)
  return code.kind === 'totp'
    ? statement(
        build
          .update(totpSecrets)
          .set({ lastStep: code.step })
          .where(where)
          .returning({ userId: totpSecrets.userId }),
      )
    : statement(build.delete(recoveryCodes).where(where).returning({ userId: recoveryCodes.userId }))
}
