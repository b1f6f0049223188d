import { and, eq, exists, gt, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { guesses, sessions, users } from '../../db/schema.ts'
import { backoff } from './backoff.ts'

/** Which counter an attempt is counted on: its key, as SQL. */
export type GuessTarget = SQL<string>

/** One certain counter. */
export const guessTarget = (key: string): GuessTarget => sql<string>`${key}`

/** The counter of a session, if it is open and belongs to whoever has the address; else that of the address. */
export const guessTargetOfSession = (
  { build }: Database,
  { sessionId, email, now }: { sessionId: string; email: string; now: Date },
  sessionKey: string,
  addressKey: string,
): GuessTarget => {
  const own = build
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), eq(users.email, email), gt(sessions.expiresAt, now)))
  return sql<string>`case when ${exists(own)} then ${sessionKey} else ${addressKey} end`
}

/**
 * Counts an attempt before it is made, if one may be made now: of any number of requests in parallel, as many get a
 * row back as would have one after the other. The wait grows with the count, see `backoff`.
 */
export const reserveGuess = (
  { build }: Database,
  target: GuessTarget,
  freeGuesses: number,
  now: Date,
  onlyIf: SQL = sql`true`,
) => {
  const { firstDelaySeconds, maxDoublings, hardLimit, hardDelaySeconds, memorySeconds } = backoff
  const at = now.getTime()
  const count = sql`case when ${guesses.expiresAt} <= ${at} then 1 else ${guesses.count} + 1 end`
  const delayAfter = (n: SQL) => sql`case
    when ${n} < ${freeGuesses} then 0
    when ${n} >= ${hardLimit} then ${hardDelaySeconds * 1000}
    else ${firstDelaySeconds * 1000} << min(${n} - ${freeGuesses}, ${maxDoublings}) end`
  const retryAt = (n: SQL) => sql`${at} + (${delayAfter(n)})`
  const expiresAt = (n: SQL) => sql`${retryAt(n)} + ${memorySeconds * 1000}`
  const first = sql`1`
  return build
    .insert(guesses)
    .select(sql`select ${target}, 1, ${retryAt(first)}, ${expiresAt(first)} where ${onlyIf}`)
    .onConflictDoUpdate({
      target: guesses.key,
      set: { count, retryAt: retryAt(sql`(${count})`), expiresAt: expiresAt(sql`(${count})`) },
      setWhere: lte(guesses.retryAt, now),
    })
    .returning({ key: guesses.key })
}

/** When the next attempt may be made. */
export const findGuess = ({ build }: Database, target: GuessTarget) =>
  build.select({ retryAt: guesses.retryAt }).from(guesses).where(eq(guesses.key, target))

/** Forgets the attempts, after one that was right. */
export const forgetGuesses = ({ build }: Database, key: string) =>
  build.delete(guesses).where(eq(guesses.key, key))

/** Clears away counters that nobody added to for long. */
export const deleteExpiredGuesses = ({ build }: Database, now: Date, limit: number) => {
  const expired = build
    .select({ key: guesses.key })
    .from(guesses)
    .where(lte(guesses.expiresAt, now))
    .limit(limit)
  return build.delete(guesses).where(inArray(guesses.key, expired))
}
