import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { uuidv7 } from 'uuidv7'
import { literalRow } from '../db/literal-row.ts'
import { securityEvents, sessions, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { type EventKind, eventKinds } from './kinds.ts'
import { eventRetentionDays, maxEventUserAgentLength } from './limits.ts'

const dayMs = 24 * 60 * 60 * 1000
const hourMs = 60 * 60 * 1000

/**
 * Holds in the statement that follows a change, if the change changed a row. SQLite's `changes()` counts the rows of the
 * last INSERT, UPDATE or DELETE of the connection, and a batch is one transaction on one connection.
 */
const ifPreviousChanged: SQL = sql`changes() > 0`

interface Facts {
  kind: EventKind
  /** Texts for the owner, for example the name of a passkey; never a secret. */
  details?: Record<string, string>
  userAgent: string
  at: Date
}

const newRow = ({ kind, details = {}, userAgent, at }: Facts) => ({
  id: uuidv7(),
  userId: '',
  kind,
  details,
  userAgent: userAgent.slice(0, maxEventUserAgentLength),
  hour: 'isHourly' in eventKinds[kind] ? Math.floor(at.getTime() / hourMs) : null,
  count: 1,
  createdAt: at,
  expiresAt: new Date(at.getTime() + eventRetentionDays * dayMs),
})

/** An event for the user in a column of the first row of `table` that `where` matches. */
const insertEvent = (facts: Facts, table: SQLiteTable, userId: SQLiteColumn, where: SQL | undefined) =>
  statement(
    build
      .insert(securityEvents)
      .select(
        build
          .select({
            ...literalRow(securityEvents, newRow(facts)),
            userId: sql<string>`${userId}`.as(securityEvents.userId.name),
          })
          .from(table)
          .where(where)
          .limit(1),
      )
      .onConflictDoUpdate({
        target: [securityEvents.userId, securityEvents.kind, securityEvents.hour],
        set: { count: sql`${securityEvents.count} + 1`, createdAt: facts.at },
      })
      .returning({ id: securityEvents.id }),
  )

/**
 * Tells the owner of an account that something happened. The statement belongs into the batch of its cause, directly
 * behind it: if the cause changed nothing, nothing happened.
 * @param onlyIf the condition of the cause, unless it is the statement before
 */
export const recordEvent = (
  { userId, ...facts }: Facts & { userId: string },
  onlyIf: SQL = ifPreviousChanged,
) => insertEvent(facts, users, users.id, and(eq(users.id, userId), onlyIf))

/** The same work whether the email has an account or not. */
export const recordEventOfEmail = ({ email, ...facts }: Facts & { email: string }) =>
  insertEvent(facts, users, users.id, eq(users.email, email))

/**
 * Tells the owner of a session. The statement runs directly before the one that ends the session, because afterwards its
 * owner is not known.
 * @param where the condition of the end
 */
export const recordEventOfSession = (facts: Facts, where: SQL | undefined) =>
  insertEvent(facts, sessions, sessions.userId, where)

interface EventPage {
  /** The instant and the id of the last event of the page before. */
  after?: EventPosition | undefined
  limit: number
}

export type EventPosition = [createdAt: number, id: string]

/** The events of a user, newest first. */
export const selectEvents = (userId: string, { after, limit }: EventPage) =>
  statement(
    build
      .select()
      .from(securityEvents)
      .where(
        and(
          eq(securityEvents.userId, userId),
          after && sql`(${securityEvents.createdAt}, ${securityEvents.id}) < (${after[0]}, ${after[1]})`,
        ),
      )
      .orderBy(desc(securityEvents.createdAt), desc(securityEvents.id))
      .limit(limit),
  )
