import { and, asc, desc, eq, exists, gt, inArray, isNotNull, isNull, lte, not, or } from 'drizzle-orm'
import { mailedLinks, mails, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { firstMailDelaySeconds, mailClaimSeconds, maxMailDelaySeconds } from './limits.ts'

export type Mail = typeof mails.$inferSelect

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000)

const erased = build
  .select({ id: users.id })
  .from(users)
  .where(and(eq(users.id, mails.userId), isNotNull(users.erasedAt)))

const ifLinkIsThere = exists(
  build.select({ id: mailedLinks.id }).from(mailedLinks).where(eq(mailedLinks.id, mails.linkId)),
)

const due = (now: Date, order: 'newest' | 'longest due', limit: number) =>
  build
    .select({ id: mails.id })
    .from(mails)
    .where(
      and(
        lte(mails.retryAt, now),
        gt(mails.expiresAt, now),
        isNull(mails.sentAt),
        not(exists(erased)),
        or(isNull(mails.linkId), ifLinkIsThere),
      ),
    )
    .orderBy(order === 'newest' ? desc(mails.createdAt) : asc(mails.retryAt))
    .limit(limit)

/** Claims mails that are due: no other run sends them at the same time. */
export const claimDueMails = (now: Date, order: 'newest' | 'longest due', limit: number) =>
  statement(
    build
      .update(mails)
      .set({ retryAt: later(now, mailClaimSeconds) })
      .where(inArray(mails.id, due(now, order, limit)))
      .returning(),
  )

/** Ends mails that were not sent, and whose link was used or has ended, also because its account was erased. */
export const deleteMailsWithoutLink = () =>
  statement(build.delete(mails).where(and(isNotNull(mails.linkId), isNull(mails.sentAt), not(ifLinkIsThere))))

export const deleteMail = (id: string) => statement(build.delete(mails).where(eq(mails.id, id)))

/** For development, where a mail stays to be looked at. */
export const keepSentMail = (id: string, now: Date) =>
  statement(build.update(mails).set({ sentAt: now }).where(eq(mails.id, id)))

/** The wait doubles with each failure. */
export const retryMail = ({ id, failures }: Mail, now: Date) => {
  const seconds = Math.min(firstMailDelaySeconds * 2 ** failures, maxMailDelaySeconds)
  return statement(
    build
      .update(mails)
      .set({ failures: failures + 1, retryAt: later(now, seconds) })
      .where(eq(mails.id, id)),
  )
}

/** The newest mails, sent or not. */
export const selectNewestMails = (limit: number) =>
  statement(build.select().from(mails).orderBy(desc(mails.createdAt), desc(mails.id)).limit(limit))
