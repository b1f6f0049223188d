import { and, eq, exists, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { SessionCaller } from '../auth/caller.ts'
import type { Encrypted } from '../auth/encrypt.ts'
import { lastChange } from '../books/changes/numbers.ts'
import { literalRow } from '../db/literal-row.ts'
import { users, webhooks } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { noticeStatements } from '../events/notices.ts'
import { recordEvent } from '../events/statements.ts'
import type { Config } from '../http/config.ts'
import { minIntervalMs } from './limits.ts'

export type Webhook = typeof webhooks.$inferSelect

interface Cause {
  userAgent: string
  config: Pick<Config, 'mail'>
}

export const selectWebhook = (userId: string) =>
  statement(build.select().from(webhooks).where(eq(webhooks.userId, userId)))

/**
 * Sets the webhook of the caller, or replaces it and its secret. With the same address, while it is on, a message that is
 * due stays due. Otherwise the receiver is told of changes from now on.
 * @returns `saved`: the webhook, if `onlyIf` held
 */
export const webhookChange = (
  { userId, at }: SessionCaller,
  { url, secret }: { url: string; secret: Encrypted },
  { userAgent, config }: Cause,
  onlyIf: SQL,
) => {
  const row = {
    userId,
    url,
    secret: secret.text,
    keyId: secret.keyId,
    createdAt: at,
    notifiedSeq: lastChange(userId),
    messageId: null,
    retryAt: at,
    failures: 0,
    failingSince: null,
    disabledAt: null,
  }
  const ifSame = sql`${webhooks.url} = excluded.url and ${webhooks.disabledAt} is null`
  const event = { userId, kind: 'webhook_set' as const, userAgent, at }
  return {
    saved: statement(
      build
        .insert(webhooks)
        .select(
          build
            .select(literalRow(webhooks, row))
            .from(users)
            .where(and(eq(users.id, userId), onlyIf)),
        )
        .onConflictDoUpdate({
          target: webhooks.userId,
          set: {
            url: sql`excluded.url`,
            secret: sql`excluded.secret`,
            keyId: sql`excluded.key_id`,
            notifiedSeq: sql`case when ${ifSame} then ${webhooks.notifiedSeq} else excluded.notified_seq end`,
            messageId: sql`case when ${ifSame} then ${webhooks.messageId} end`,
            // The minute after the last message counts for the new address too: both may lead to one receiver.
            retryAt: sql`case when ${ifSame} then ${webhooks.retryAt}
              else min(${webhooks.retryAt}, excluded.retry_at + ${minIntervalMs}) end`,
            failures: sql`case when ${ifSame} then ${webhooks.failures} else 0 end`,
            failingSince: sql`case when ${ifSame} then ${webhooks.failingSince} end`,
            disabledAt: null,
          },
        })
        .returning(),
    ),
    told: recordEvent(event),
    ...noticeStatements(config, event),
  }
}

/** @returns `removed`: one row if there was a webhook and `onlyIf` held */
export const webhookRemoval = ({ userId, at }: SessionCaller, { userAgent, config }: Cause, onlyIf: SQL) => {
  const event = { userId, kind: 'webhook_removed' as const, userAgent, at }
  return {
    removed: statement(
      build
        .delete(webhooks)
        .where(and(eq(webhooks.userId, userId), onlyIf))
        .returning({ userId: webhooks.userId }),
    ),
    told: recordEvent(event),
    ...noticeStatements(config, event),
  }
}

const ifOwnerIsEnabled = exists(
  build
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, webhooks.userId), isNull(users.disabledAt))),
)

const ofReader = sql`${webhooks}.${sql.identifier(webhooks.userId.name)}`

/** Webhooks that are on, may be tried, and whose library has changed since. They walk the index `webhooks_due`. */
const due = (now: Date, limit: number) =>
  build
    .select({ userId: webhooks.userId })
    .from(webhooks)
    .where(
      and(
        isNull(webhooks.disabledAt),
        lte(webhooks.retryAt, now),
        sql`${lastChange(ofReader)} > ${webhooks.notifiedSeq}`,
        ifOwnerIsEnabled,
      ),
    )
    .orderBy(webhooks.retryAt)
    .limit(limit)

/**
 * Claims webhooks that are due until an instant: for a minute no other run claims them. The name of the message has the
 * instant of its first attempt.
 * @returns the webhooks; `notBefore`: the instant at which each was due; `last`: the number of the last change of each library
 */
export const claimDue = (now: Date, until: Date, limit: number) =>
  statement(
    build
      .update(webhooks)
      .set({
        retryAt: sql`max(${webhooks.retryAt}, ${now.getTime()}) + ${minIntervalMs}`,
        messageId: sql`coalesce(${webhooks.messageId}, ${`msg_${now.getTime()}_`} || lower(hex(randomblob(12))))`,
      })
      .where(inArray(webhooks.userId, due(until, limit)))
      .returning({
        userId: webhooks.userId,
        url: webhooks.url,
        secret: webhooks.secret,
        keyId: webhooks.keyId,
        notifiedSeq: webhooks.notifiedSeq,
        messageId: webhooks.messageId,
        failures: webhooks.failures,
        failingSince: webhooks.failingSince,
        notBefore: sql<number>`${webhooks.retryAt} - ${minIntervalMs}`.as('notBefore'),
        last: lastChange(ofReader).as('last'),
      }),
  )

/** A message in progress. */
export type Claimed = Pick<
  Webhook,
  'userId' | 'url' | 'secret' | 'keyId' | 'notifiedSeq' | 'messageId' | 'failures' | 'failingSince'
> & { notBefore: number; last: number }

/** The owner may have replaced or removed the webhook meanwhile. */
const isStillSending = ({ userId, url, messageId }: Claimed) =>
  and(
    eq(webhooks.userId, userId),
    eq(webhooks.url, url),
    sql`${webhooks.messageId} = ${messageId}`,
    isNull(webhooks.disabledAt),
  )

/** The receiver knows of all changes up to the claim. @param retryAt before it no other message is sent */
export const endMessage = (claimed: Claimed, retryAt: Date) =>
  statement(
    build
      .update(webhooks)
      .set({ notifiedSeq: claimed.last, messageId: null, failures: 0, failingSince: null, retryAt })
      .where(isStillSending(claimed)),
  )

/** Plans the next attempt. */
export const retryMessage = (claimed: Claimed, { now, retryAt }: { now: Date; retryAt: Date }) =>
  statement(
    build
      .update(webhooks)
      .set({ failures: claimed.failures + 1, failingSince: claimed.failingSince ?? now, retryAt })
      .where(isStillSending(claimed)),
  )

/** Switches a webhook off, and tells its owner. */
export const webhookDisabling = (claimed: Claimed, config: Pick<Config, 'mail'>, at: Date) => {
  const event = { userId: claimed.userId, kind: 'webhook_disabled' as const, userAgent: '', at }
  return {
    disabled: statement(
      build
        .update(webhooks)
        .set({
          disabledAt: at,
          messageId: null,
          failures: claimed.failures + 1,
          failingSince: claimed.failingSince ?? at,
        })
        .where(isStillSending(claimed)),
    ),
    told: recordEvent(event),
    ...noticeStatements(config, event),
  }
}
