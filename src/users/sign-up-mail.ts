import { eq, exists, type SQL, sql } from 'drizzle-orm'
import { type PendingPasskey, users } from '../db/schema.ts'
import { build, type Statement } from '../db/statement.ts'
import type { Config } from '../http/config.ts'
import { mailCountKeyOf } from '../mail/counts.ts'
import { mailStatements } from '../mail/outbox.ts'

interface NewAccount {
  name: string
  email: string
  passwordHash: string
  /** For a sign-up with a passkey. */
  passkey?: PendingPasskey
}

/**
 * Writes the mail of a sign-up: the link that makes the account, or a notice where the email has one. Both have the same
 * statements and write the same rows, so neither the response nor its time says that an email is taken.
 */
export const signUpMail = async (
  config: Config,
  { email, ...account }: NewAccount,
  at: Date,
  onlyIf: SQL = sql`true`,
): Promise<Record<string, Statement>> => {
  const owner = build.select({ id: users.id }).from(users).where(eq(users.email, email))
  const mail = {
    userId: sql`${owner}`,
    to: email,
    template: 'sign_up' as const,
    instead: { onlyIf: exists(owner), template: 'sign_up_taken' as const },
    link: account,
    countKey: await mailCountKeyOf(config, email),
    at,
  }
  return mailStatements(config, mail, onlyIf)
}
