import { lt, lte, type SQL, sql } from 'drizzle-orm'
import { mailCountKey } from '../auth/keys.ts'
import { mailCounts } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import type { Config } from '../http/config.ts'
import { maxMailsPerHour } from './limits.ts'

const hourMs = 60 * 60 * 1000

/**
 * @param counter resets have one of their own, so that sign-ups cannot use it up and keep an owner from their account
 * @returns the key that mails to `email` are counted under: a keyed hash, so that the table reveals no email
 */
export const mailCountKeyOf = async (
  config: Config,
  email: string,
  counter: 'resets' | 'others' = 'others',
): Promise<string> => {
  // No email has a space.
  const counted = new TextEncoder().encode(counter === 'resets' ? `resets ${email}` : email)
  const mac = await crypto.subtle.sign('HMAC', await mailCountKey(config), counted)
  return new Uint8Array(mac).toBase64({ alphabet: 'base64url', omitPadding: true })
}

/**
 * Counts a mail before it is written. The statement behind it may ask for `changes() > 0`.
 * @returns one row if the mail is within the limit of the hour
 */
export const countMail = (key: string, now: Date, onlyIf: SQL) => {
  const hasEnded = lte(mailCounts.expiresAt, now)
  const endsAt = now.getTime() + hourMs
  return statement(
    build
      .insert(mailCounts)
      .select(sql`select ${key}, 1, ${endsAt} where ${onlyIf}`)
      .onConflictDoUpdate({
        target: mailCounts.key,
        set: {
          count: sql`case when ${hasEnded} then 1 else ${mailCounts.count} + 1 end`,
          expiresAt: sql`case when ${hasEnded} then ${endsAt} else ${mailCounts.expiresAt} end`,
        },
        setWhere: sql`${hasEnded} or ${lt(mailCounts.count, maxMailsPerHour)}`,
      })
      .returning({ key: mailCounts.key }),
  )
}
