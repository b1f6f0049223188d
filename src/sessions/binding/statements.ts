import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { DeviceKey } from '../../auth/device-proofs.ts'
import { sessions } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { recordEventOfSession } from '../../events/statements.ts'

interface Proven {
  sessionId: string
  key: DeviceKey
  /** The number of the challenge, which is used up with it. */
  number: number
}

const textOf = ({ kty, crv, x, y }: DeviceKey) => JSON.stringify({ kty, crv, x, y })

const isLive = (sessionId: string, now: Date) => and(eq(sessions.id, sessionId), gt(sessions.expiresAt, now))

/** Binds a session to a key, once, and tells its owner. @returns `bound`: one row if the session was bound */
export const binding = ({ sessionId, key, number }: Proven, userAgent: string, now: Date) => {
  const isUnbound = and(isLive(sessionId, now), isNull(sessions.boundKey), lt(sessions.boundCounter, number))
  return {
    told: recordEventOfSession({ kind: 'session_bound', userAgent, at: now }, isUnbound),
    bound: statement(
      build
        .update(sessions)
        .set({ boundKey: textOf(key), boundCounter: number })
        .where(isUnbound)
        .returning({ id: sessions.id }),
    ),
  }
}

/** Uses up a challenge. @returns `proven`: one row if it was not used before; `live`: one row for a live session */
export const provingKey = ({ sessionId, key, number }: Proven, now: Date) => {
  const hasKey = and(isLive(sessionId, now), eq(sessions.boundKey, textOf(key)))
  return {
    proven: statement(
      build
        .update(sessions)
        .set({ boundCounter: number })
        .where(and(hasKey, lt(sessions.boundCounter, number)))
        .returning({ id: sessions.id }),
    ),
    live: statement(build.select({ id: sessions.id }).from(sessions).where(hasKey)),
  }
}
