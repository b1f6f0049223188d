import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { literalRow } from '../db/literal-row.ts'
import { securityEvents, users } from '../db/schema.ts'
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

interface NewEvent {
  userId: string
  kind: EventKind
  /** Texts for the owner, for example the name of a passkey; never a secret. */
  details?: Record<string, string>
  userAgent: string
  at: Date
}

const newRow = ({ userId, kind, details = {}, userAgent, at }: NewEvent) => ({
  id: uuidv7(),
  userId,
  kind,
  details,
  userAgent: userAgent.slice(0, maxEventUserAgentLength),
  hour: 'isHourly' in eventKinds[kind] ? Math.floor(at.getTime() / hourMs) : null,
  count: 1,
  createdAt: at,
  expiresAt: new Date(at.getTime() + eventRetentionDays * dayMs),
})

/**
 * Tells the owner of an account that something happened. The statement belongs into the batch of its cause, directly
 * behind it: if the cause changed nothing, nothing happened.
 * @param onlyIf the condition of the cause, unless it is the statement before
 */
export const recordEvent = (event: NewEvent, onlyIf: SQL = ifPreviousChanged) =>
  statement(
    build
      .insert(securityEvents)
      .select(
        build
          .select(literalRow(securityEvents, newRow(event)))
          .from(users)
          .where(and(eq(users.id, event.userId), onlyIf)),
      )
      .onConflictDoUpdate({
        target: [securityEvents.userId, securityEvents.kind, securityEvents.hour],
        set: { count: sql`${securityEvents.count} + 1`, createdAt: event.at },
      })
      .returning({ id: securityEvents.id }),
  )

/** The events of a user, newest first. */
export const selectEvents = (userId: string, limit: number) =>
  statement(
    build
      .select()
      .from(securityEvents)
      .where(eq(securityEvents.userId, userId))
      .orderBy(desc(securityEvents.createdAt), desc(securityEvents.id))
      .limit(limit),
  )
