import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { openDatabase } from '../db/client.ts'
import { apiKeys } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import type { RequestContext } from '../http/env.ts'
import { logEvent } from '../http/log.ts'
import type { KeyCaller } from './caller.ts'

const hourMs = 60 * 60 * 1000
/** A key has about 100 bytes here. */
const maxKeys = 1000

/** The beginning of an hour, in milliseconds. */
const hourOf = (at: Date): number => at.getTime() - (at.getTime() % hourMs)

/** Of the keys that this isolate has seen, the hour of the last use that it wrote. */
const writtenHours = new Map<string, number>()

type UsedKey = Pick<KeyCaller, 'userId' | 'digest' | 'at'>

const updateLastUse = ({ userId, digest, at }: UsedKey, hour: Date) =>
  statement(
    build
      .update(apiKeys)
      .set({ lastUsedAt: hour })
      .where(
        and(
          eq(apiKeys.digest, digest),
          eq(apiKeys.userId, userId),
          gt(apiKeys.expiresAt, at),
          or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, hour)),
        ),
      ),
  )

/** Whether this isolate has to write the use of a key. It then remembers that it did. */
const isDue = (digest: string, hour: number): boolean => {
  if (writtenHours.get(digest) === hour) return false
  writtenHours.delete(digest)
  // A Map iterates in the order of insertion, so the first key is the oldest.
  const [oldest] = writtenHours.size >= maxKeys ? writtenHours.keys() : []
  if (oldest !== undefined) writtenHours.delete(oldest)
  writtenHours.set(digest, hour)
  return true
}

/** Whether D1 has found a key in this hour, for an earlier request to this isolate. */
export const isKnownKey = (digest: string, at: Date): boolean => writtenHours.get(digest) === hourOf(at)

/** A key that D1 does not find may have been revoked. */
export const forgetKey = (digest: string): void => {
  writtenHours.delete(digest)
}

/** Writes the last use of a key after the response, to the hour, and at most once an hour in an isolate. */
export const recordUse = (
  { env, var: { config, requestId }, executionCtx }: RequestContext,
  key: UsedKey,
) => {
  const hour = hourOf(key.at)
  if (!isDue(key.digest, hour)) return
  const write = async () => {
    // With a connection of its own: the line and the bookmark of the request are not about this write.
    const db = openDatabase(env.DB, 'primary', config.timeLimitMs)
    await db.batch({ used: updateLastUse(key, new Date(hour)) })
  }
  const logFailure = (cause: unknown) => {
    writtenHours.delete(key.digest)
    logEvent('error', 'key_use_not_written', { requestId, cause })
  }
  executionCtx.waitUntil(write().catch(logFailure))
}
