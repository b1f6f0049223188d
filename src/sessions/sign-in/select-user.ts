import { and, eq, exists, getTableColumns, gt, sql } from 'drizzle-orm'
import { passkeys, recoveryCodes, totpSecrets, trustedDevices, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import type { User } from '../../users/statements.ts'

/** A user, and what decides whether the password alone signs them in. */
export interface SigningIn extends User {
  hasTotp: number
  hasRecoveryCode: number
  hasPasskey: number
  /** The trusted device that the client proved to be; null for none. */
  trustedId: string | null
}

/**
 * Reads the user with an email, and their factors, in one statement.
 * @param trustedDigest of the token in the cookie of a trusted device; empty for none
 */
export const selectSigningIn = (email: string, trustedDigest: string, now: Date) => {
  const totp = build
    .select({ one: totpSecrets.userId })
    .from(totpSecrets)
    .where(and(eq(totpSecrets.userId, users.id), eq(totpSecrets.state, 'confirmed')))
  const codes = build
    .select({ one: recoveryCodes.userId })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, users.id))
  const keys = build.select({ one: passkeys.id }).from(passkeys).where(eq(passkeys.userId, users.id))
  const trusted = build
    .select({ id: trustedDevices.id })
    .from(trustedDevices)
    .where(
      and(
        eq(trustedDevices.digest, trustedDigest),
        eq(trustedDevices.userId, users.id),
        gt(trustedDevices.expiresAt, now),
      ),
    )
  return statement(
    build
      .select({
        ...getTableColumns(users),
        hasTotp: sql<number>`${exists(totp)}`.as('has_totp'),
        hasRecoveryCode: sql<number>`${exists(codes)}`.as('has_recovery_code'),
        hasPasskey: sql<number>`${exists(keys)}`.as('has_passkey'),
        trustedId: sql<string | null>`${trusted}`.as('trusted_id'),
      })
      .from(users)
      .where(eq(users.email, email)),
  )
}
