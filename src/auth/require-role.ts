import { and, eq, exists, type SQL, sql } from 'drizzle-orm'
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Batch, Database, Results } from '../db/client.ts'
import { sessions, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { ApiError } from '../http/errors.ts'
import { marked } from '../http/marks.ts'
import type { CallerEnv, SessionCaller } from './caller.ts'
import { asCaller, isLiveSession } from './live-caller.ts'

const selectAdmin = (caller: SessionCaller) =>
  build
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    // A disabled account has no live session.
    .where(and(isLiveSession(caller), eq(users.role, 'admin')))

/** A condition for every statement that writes for an admin: it changes nothing once the caller is no admin any more. @param onlyIf another condition */
export const ifCallerIsAdmin = (caller: SessionCaller, onlyIf: SQL = sql`true`): SQL =>
  sql`${exists(selectAdmin(caller))} and ${onlyIf}`

/** For a batch that may end the caller's own role: it comes first, and `requireAdmin` reads its result. */
export const selectStanding = (caller: SessionCaller) => statement(selectAdmin(caller))

/** @throws ApiError `forbidden` */
export const requireAdmin = (standing: unknown[]): void => {
  if (standing.length === 0) throw new ApiError('forbidden')
}

/**
 * `asCaller` for an admin. The role is read in the same D1 round trip, and never from a token: a demotion holds from the
 * next request on. Statements that write carry `ifCallerIsAdmin`.
 * @throws ApiError `forbidden`, `invalid_token`; DatabaseError
 */
export const asAdmin = async <B extends Batch>(
  { db, caller }: { readonly db: Database; readonly caller: SessionCaller },
  statements: B,
): Promise<Results<B>> => {
  const { standing, ...results } = await asCaller(
    { db, caller },
    { standing: selectStanding(caller), ...statements },
  )
  requireAdmin(standing)
  return results as Results<B>
}

const inputStatuses = [400, 404, 413, 415]

/**
 * Stands behind `requireUser` on the route line of an admin. The handler reads the role with `asAdmin`. Input that is not
 * valid never reaches the handler, so the role is read here: a reader must not learn more than `forbidden`.
 * @throws ApiError `forbidden`
 */
export const requireRole = (_role: 'admin'): MiddlewareHandler<CallerEnv<SessionCaller>> =>
  marked(
    createMiddleware<CallerEnv<SessionCaller>>(async (c, next) => {
      await next()
      if (!(c.error instanceof ApiError && inputStatuses.includes(c.error.status))) return
      const { res } = c
      // Hono gives the headers of a response to the one that replaces it.
      c.res = undefined
      await asAdmin(c.var, {})
      c.res = res
    }),
    { errors: ['forbidden'] },
  )
