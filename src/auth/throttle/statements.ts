import { and, eq, exists, gt, lte, notExists, type SQL, sql } from 'drizzle-orm'
import { attempts, sessions, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { backoff } from './backoff.ts'

/** The key of the counter that counts an attempt, as SQL. */
export type AttemptCounter = SQL<string>

export const attemptCounter = (key: string): AttemptCounter => sql<string>`${key}`

/** The counter of a session, if it is live and belongs to the user with this email; else the counter of the email. */
export const sessionOrEmailCounter = (
  { sessionId, email, now }: { sessionId: string; email: string; now: Date },
  sessionKey: string,
  emailKey: string,
): AttemptCounter => {
  const ownSession = build
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), eq(users.email, email), gt(sessions.expiresAt, now)))
  return sql<string>`case when ${exists(ownSession)} then ${sessionKey} else ${emailKey} end`
}

const insertAttempt = (
  counter: AttemptCounter,
  freeAttempts: number,
  now: Date,
  onlyIf: SQL,
  isPaid: SQL,
) => {
  const { firstDelaySeconds, maxDoublings, hardLimit, hardDelaySeconds, memorySeconds } = backoff
  const at = now.getTime()
  const count = sql`case when ${attempts.expiresAt} <= ${at} then 1 else ${attempts.count} + 1 end`
  const delayAfter = (n: SQL) => sql`case
    when ${n} < ${freeAttempts} then 0
    when ${n} >= ${hardLimit} then ${hardDelaySeconds * 1000}
    else ${firstDelaySeconds * 1000} << min(${n} - ${freeAttempts}, ${maxDoublings}) end`
  const retryAt = (n: SQL) => sql`${at} + (${delayAfter(n)})`
  const expiresAt = (n: SQL) => sql`${retryAt(n)} + ${memorySeconds * 1000}`
  const first = sql`1`
  return build
    .insert(attempts)
    .select(sql`select ${counter}, 1, ${retryAt(first)}, ${expiresAt(first)} where ${onlyIf}`)
    .onConflictDoUpdate({
      target: attempts.key,
      set: { count, retryAt: retryAt(sql`(${count})`), expiresAt: expiresAt(sql`(${count})`) },
      setWhere: sql`${lte(attempts.retryAt, now)} or ${isPaid}`,
    })
    .returning({ key: attempts.key })
}

/**
 * Counts an attempt before it is made, if one is allowed now. Parallel requests get as many attempts as
 * successive ones. The wait grows with the count, see `backoff`.
 * @param isPaid whether an attempt is allowed in any case, because another one that was allowed includes it
 * @returns `reserved`: one row if the attempt is allowed; then `counter`: when the next one is allowed
 */
export const attemptReservation = (
  counter: AttemptCounter,
  freeAttempts: number,
  now: Date,
  onlyIf: SQL = sql`true`,
  isPaid: SQL = sql`false`,
) => ({
  reserved: statement(insertAttempt(counter, freeAttempts, now, onlyIf, isPaid)),
  counter: statement(
    build.select({ retryAt: attempts.retryAt }).from(attempts).where(eq(attempts.key, counter)),
  ),
})

/** A condition: the counter allows an attempt at `now`. */
export const ifAttemptIsAllowed = (key: string, now: Date): SQL =>
  notExists(
    build
      .select({ key: attempts.key })
      .from(attempts)
      .where(and(eq(attempts.key, key), gt(attempts.retryAt, now))),
  )

/** Reads when the next attempt is allowed. */
export const selectRetryAt = (key: string) =>
  statement(build.select({ retryAt: attempts.retryAt }).from(attempts).where(eq(attempts.key, key)))

/** Forgets the attempts, after a successful one. */
export const deleteAttempts = (key: string, onlyIf?: SQL) =>
  statement(build.delete(attempts).where(and(eq(attempts.key, key), onlyIf)))
