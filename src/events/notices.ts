import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { users } from '../db/schema.ts'
import { build, type Statement } from '../db/statement.ts'
import type { Config } from '../http/config.ts'
import { mailStatements } from '../mail/outbox.ts'
import { type NoticeKind, notices } from '../mail/templates/notices.ts'
import type { EventKind } from './kinds.ts'

const isNotice = (kind: EventKind): kind is EventKind & NoticeKind => kind in notices

/**
 * The mail that tells the owner of an event, if it is of a kind in `notices`. Only a verified email gets one: another may
 * be that of a stranger.
 *
 * It belongs into the batch of the event, directly behind it: without the row of the event there is no mail. Call
 * `deliverMails` after the batch.
 * @param onlyIf the condition of the event, unless it is the statement before
 * @returns no statement for other kinds, and where the service sends no mail
 */
export const noticeStatements = (
  config: Pick<Config, 'mail'> | undefined,
  { userId, kind, at }: { userId: string | SQL; kind: EventKind; at: Date },
  onlyIf: SQL = sql`changes() > 0`,
): Record<string, Statement> => {
  if (!config || !isNotice(kind)) return {}
  const to = build
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), isNotNull(users.emailVerifiedAt), isNull(users.erasedAt)))
  const mail = { userId, to: sql`${to}`, template: `notice_${kind}` as const, at }
  return mailStatements(config, mail, sql`${onlyIf} and exists ${to}`)
}
