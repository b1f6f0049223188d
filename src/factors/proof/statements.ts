import { and, eq, exists, notExists, type SQL, sql } from 'drizzle-orm'
import { passkeys, totpSecrets, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { confirmedOf, selectTotp } from '../codes/statements.ts'

export type User = typeof users.$inferSelect

export const selectUser = (id: string) => statement(build.select().from(users).where(eq(users.id, id)))

export const selectPasskeys = (userId: string) =>
  statement(build.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(passkeys.createdAt))

/** Reads what decides which proof a user can give. */
export const factorsOf = (userId: string) => ({
  user: selectUser(userId),
  totp: selectTotp(userId),
  passkeys: selectPasskeys(userId),
})

const ownTotp = (userId: string) =>
  build.select({ userId: totpSecrets.userId }).from(totpSecrets).where(confirmedOf(userId))

/** A condition: the password has not changed since `version` was read. */
export const ifPasswordIsStill = ({ id, passwordVersion }: User): SQL =>
  exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, id), eq(users.passwordVersion, passwordVersion))),
  )

/** A condition: no TOTP was confirmed. With it the password alone proves nothing. */
export const ifWithoutTotp = (userId: string): SQL => notExists(ownTotp(userId))

/** One row if a condition holds, before the statements behind it run. */
export const selectIf = (condition: SQL) =>
  statement(
    build
      .select({ one: sql<number>`1`.as('one') })
      .from(sql`(select 1)`)
      .where(condition),
  )
