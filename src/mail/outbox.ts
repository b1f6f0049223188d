import { eq, exists, type SQL, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { purposes } from '../auth/purposes.ts'
import { literalRow } from '../db/literal-row.ts'
import { mailedLinks, mails, type PendingPasskey, users } from '../db/schema.ts'
import { build, type Statement, statement } from '../db/statement.ts'
import type { Config } from '../http/config.ts'
import { ApiError } from '../http/errors.ts'
import { countMail } from './counts.ts'
import { noticeTtlSeconds } from './limits.ts'
import type { NoticeKind } from './templates/notices.ts'
import { linkPurposeOf, type MailTemplate } from './templates/templates.ts'

/** Whether the service sends mail. */
export const isMailConfigured = ({ mail }: Pick<Config, 'mail'>): boolean => mail !== undefined

/** @throws ApiError `email_not_configured` */
export const requireMail = (config: Pick<Config, 'mail'>): void => {
  if (!isMailConfigured(config)) throw new ApiError('email_not_configured')
}

export interface NewMail {
  /** Absent for an email without an account. */
  userId?: string | SQL
  to: string | SQL
  template: MailTemplate
  /** Another template with the same writes, so that a stranger can measure no difference. */
  instead?: { onlyIf: SQL; template: MailTemplate }
  values?: Record<string, string>
  /** For a template with a link. For a sign-up: the account that it makes. */
  link?: { passwordVersion?: number | SQL; name?: string; passwordHash?: string; passkey?: PendingPasskey }
  /** From `mailCountKeyOf`: the mails that strangers can cause are limited. */
  countKey?: string
  at: Date
}

/** Any table with one row. */
const once = sql`(select 1)`

const expiryOf = ({ at, template }: NewMail): Date => {
  const purpose = linkPurposeOf(template)
  const seconds = purpose ? purposes.mailedLink.ttlSeconds[purpose] : noticeTtlSeconds
  return new Date(at.getTime() + seconds * 1000)
}

const rowOf = (mail: NewMail, id: string | SQL, linkId: string | null) => {
  const { userId = null, to, template, instead, values = {}, at } = mail
  const row = {
    ...literalRow(mails, {
      id: '',
      userId: null,
      recipient: '',
      template,
      values,
      linkId,
      failures: 0,
      createdAt: at,
      retryAt: at,
      sentAt: null,
      expiresAt: expiryOf(mail),
    }),
    id: sql<string>`${id}`.as('id'),
    userId: sql<string | null>`${userId}`.as('user_id'),
    recipient: sql<string>`${to}`.as('recipient'),
  }
  const chosen =
    instead && sql<string>`case when ${instead.onlyIf} then ${instead.template} else ${template} end`
  return { ...row, ...(chosen && { template: chosen.as('template') }) }
}

const insertMail = (mail: NewMail, id: string, linkId: string | null, onlyIf: SQL) =>
  statement(
    build
      .insert(mails)
      .select(
        build
          .select(rowOf(mail, id, linkId))
          .from(once)
          .where(onlyIf),
      )
      .returning({ id: mails.id }),
  )

const insertLink = (mail: NewMail, mailId: string, id: string) => {
  const purpose = linkPurposeOf(mail.template)
  if (!purpose) return undefined
  const { userId = null, to, link = {}, at } = mail
  const { passwordVersion = null, name = '', passwordHash = '', passkey = null } = link
  const row = {
    ...literalRow(mailedLinks, {
      id,
      purpose,
      userId: null,
      email: '',
      passwordVersion: null,
      name,
      passwordHash,
      passkey,
      createdAt: at,
      expiresAt: expiryOf(mail),
    }),
    userId: sql<string | null>`${userId}`.as('user_id'),
    email: sql<string>`${to}`.as('email'),
    passwordVersion: sql<number | null>`${passwordVersion}`.as('password_version'),
  }
  const written = build.select({ id: mails.id }).from(mails).where(eq(mails.id, mailId))
  return statement(build.insert(mailedLinks).select(build.select(row).from(once).where(exists(written))))
}

/**
 * Writes a mail into the outbox, in the transaction of its cause: no mail is lost, and none is sent for a change that was
 * rolled back. `deliverMails` sends it after the response.
 * @param onlyIf the condition of the cause; by default, that the statement before changed a row
 * @returns the statements, in order; no key is that of another template. None if the service sends no mail.
 */
export const mailStatements = (
  config: Pick<Config, 'mail'>,
  mail: NewMail,
  onlyIf: SQL = sql`changes() > 0`,
): Record<string, Statement> => {
  if (!isMailConfigured(config)) return {}
  const { template, countKey, at } = mail
  const id = uuidv7()
  const linkId = linkPurposeOf(template) ? uuidv7() : null
  const link = linkId === null ? undefined : insertLink(mail, id, linkId)
  return {
    ...(countKey !== undefined && { [`${template}_counted`]: countMail(countKey, at, onlyIf) }),
    [`${template}_mail`]: insertMail(mail, id, linkId, countKey === undefined ? onlyIf : sql`changes() > 0`),
    ...(link && { [`${template}_link`]: link }),
  }
}

/** A UUIDv4 for each row of a statement. */
const randomId = sql`lower(format('%s-%s-4%s-a%s-%s', hex(randomblob(4)), hex(randomblob(2)),
  substr(hex(randomblob(2)), 2), substr(hex(randomblob(2)), 2), hex(randomblob(6))))`

/**
 * Writes the same notice to several users, before the statement that makes them unknown. It belongs to no account, so it is
 * sent when they are erased. A link could not be in it.
 * @param recipients a condition on users
 */
export const noticesToUsers = (
  config: Pick<Config, 'mail'> | undefined,
  { template, at }: { template: `notice_${NoticeKind}`; at: Date },
  recipients: SQL | undefined,
): Record<string, Statement> => {
  if (!config || !isMailConfigured(config)) return {}
  const row = rowOf({ to: sql`${users.email}`, template, at }, randomId, null)
  return {
    [`${template}_mails`]: statement(
      build.insert(mails).select(build.select(row).from(users).where(recipients)),
    ),
  }
}
