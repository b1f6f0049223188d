import type { SQL } from 'drizzle-orm'
import { recordEvent } from '../events/statements.ts'
import type { Config } from '../http/config.ts'
import { mailCountKeyOf } from '../mail/counts.ts'
import { mailStatements } from '../mail/outbox.ts'
import type { User } from '../users/statements.ts'
import { ifEmailIsTaken } from './statements.ts'

type Account = Pick<User, 'id' | 'email' | 'passwordVersion'>

/** The mail that confirms the email of an account. `verify_email_counted` has no row if the hour has had enough mails. */
export const verificationMail = async (
  config: Config,
  { id: userId, email: to, passwordVersion }: Account,
  onlyIf: SQL,
  at: Date,
) => {
  const countKey = await mailCountKeyOf(config, to)
  return mailStatements(
    config,
    { userId, to, template: 'verify_email', link: { passwordVersion }, countKey, at },
    onlyIf,
  )
}

/**
 * A link to the new email, or a notice where that has an account, with the same writes; and a notice to the old one, verified
 * or not.
 */
export const emailChangeMails = async (
  config: Config,
  { id: userId, email, passwordVersion }: Account,
  newEmail: string,
  onlyIf: SQL,
  { userAgent, at }: { userAgent: string; at: Date },
) => {
  const toNew = {
    userId,
    to: newEmail,
    template: 'change_email' as const,
    instead: { onlyIf: ifEmailIsTaken(newEmail), template: 'change_email_taken' as const },
    link: { passwordVersion },
    countKey: await mailCountKeyOf(config, newEmail),
    at,
  }
  const toOld = { userId, to: email, template: 'notice_email_change_requested' as const, at }
  return {
    told: recordEvent({ userId, kind: 'email_change_requested', userAgent, at }, onlyIf),
    ...mailStatements(config, toOld, onlyIf),
    ...mailStatements(config, toNew, onlyIf),
  }
}
