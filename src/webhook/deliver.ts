import { encodeChangesCursor } from '../books/changes/cursor.ts'
import type { Database } from '../db/client.ts'
import type { Config } from '../http/config.ts'
import { logEvent } from '../http/log.ts'
import {
  attemptTimeLimitMs,
  maxBackoffMs,
  maxFailingMs,
  maxRunMs,
  maxWaitMs,
  minIntervalMs,
  parallelMessages,
} from './limits.ts'
import { type Outcome, post } from './post.ts'
import { openSecret } from './secret.ts'
import { signedHeaders } from './sign.ts'
import { type Claimed, claimDue, endMessage, retryMessage, webhookDisabling } from './statements.ts'
import { problemOfUrl } from './url.ts'

/** @returns the instant of the first attempt, from the name of a message */
const beginOf = (messageId: string): Date => new Date(Number(messageId.split('_')[1]))

/** The message has no book, and the same text in each attempt. */
const bodyOf = ({ notifiedSeq }: Claimed, messageId: string): string => {
  const at = beginOf(messageId)
  const cursor = encodeChangesCursor({ number: notifiedSeq + 1, id: '', completeAt: at, deletionsAfter: 0 })
  return JSON.stringify({ type: 'library.changed', timestamp: at.toISOString(), cursor })
}

const attempt = async (config: Config, claimed: Claimed, sentAt: Date): Promise<Outcome> => {
  const { userId, url, secret, keyId, messageId } = claimed
  // The rules may have changed since the owner set the URL.
  const problem = problemOfUrl(url, config)
  if (problem || messageId === null) return { kind: 'failed', reason: problem ?? 'no message' }
  const body = bodyOf(claimed, messageId)
  const key = await openSecret(config, userId, { keyId, text: secret })
  const timestamp = Math.floor(sentAt.getTime() / 1000)
  return post({
    url,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': `Bookplate (+${config.publicUrl})`,
      ...(await signedHeaders(key, { id: messageId, timestamp, body })),
    },
    body,
    timeLimitMs: attemptTimeLimitMs,
    testOrigin: config.webhookTestOrigin,
  })
}

const backoffMs = (failures: number) => Math.min(minIntervalMs * 2 ** failures, maxBackoffMs)

interface Time {
  /** @returns the time in milliseconds */
  clock: () => number
  wait: (ms: number) => Promise<void>
}

/**
 * Sends the message of a webhook that this run has claimed. If the run dies before D1 knows, the message is sent again. The
 * minute until the next message begins when this one is sent: runs come late, and not always equally late.
 */
const deliver = async (
  db: Database,
  config: Config,
  claimed: Claimed,
  { clock, wait }: Time,
): Promise<Outcome['kind']> => {
  const early = claimed.notBefore - clock()
  if (early > 0) await wait(early)
  const now = new Date(clock())
  const after = (ms: number) => new Date(now.getTime() + ms)
  const outcome = await attempt(config, claimed, now)
  if (outcome.kind === 'delivered') {
    await db.batch({ ended: endMessage(claimed, after(minIntervalMs)) })
    return outcome.kind
  }
  const { userId, failures, failingSince } = claimed
  const isOver = now.getTime() - (failingSince ?? now).getTime() >= maxFailingMs
  const isEnd = outcome.kind === 'gone' || isOver
  const reason = outcome.kind === 'gone' ? 'status 410' : outcome.reason
  logEvent('warn', isEnd ? 'webhook_disabled' : 'webhook_failed', { userId, failures: failures + 1, reason })
  const retryAt = after(backoffMs(failures))
  await db.batch(
    isEnd ? webhookDisabling(claimed, config, now) : { retried: retryMessage(claimed, { now, retryAt }) },
  )
  return outcome.kind
}

const realTime: Time = {
  clock: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/**
 * The task of the cron trigger of each minute: tells receivers that their libraries have changed. Several runs at once
 * send no message twice.
 * @param clock milliseconds, for the time limit of the run
 * @throws AggregateError of the failures of this service, so that the platform shows the run as failed
 */
export const deliverWebhooks = async (db: Database, config: Config, time: Time = realTime): Promise<void> => {
  const { clock } = time
  const endAt = clock() + maxRunMs
  const outcomes: Record<string, number> = {}
  const failures: unknown[] = []
  const claim = async () => {
    const now = clock()
    const until = new Date(now + maxWaitMs)
    try {
      return (await db.batch({ claimed: claimDue(new Date(now), until, parallelMessages) })).claimed
    } catch (cause) {
      failures.push(cause)
      return []
    }
  }
  for (let isMore = true; isMore && clock() < endAt; ) {
    const claimed = await claim()
    isMore = claimed.length === parallelMessages
    for (const result of await Promise.allSettled(claimed.map((one) => deliver(db, config, one, time)))) {
      if (result.status === 'rejected') failures.push(result.reason)
      else outcomes[result.value] = (outcomes[result.value] ?? 0) + 1
    }
  }
  if (failures.length > 0 || Object.keys(outcomes).length > 0)
    logEvent('info', 'webhooks_delivered', { ...outcomes, failures: failures.length })
  for (const cause of failures) logEvent('error', 'webhook_delivery_failed', { cause })
  if (failures.length > 0) throw new AggregateError(failures, 'Webhooks were not delivered')
}
