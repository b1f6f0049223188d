import { and, eq, exists, gt, type SQL, sql } from 'drizzle-orm'
import type { Batch, Database, Results } from '../db/client.ts'
import { type LiteralRow, literalRow } from '../db/literal-row.ts'
import { apiKeys, sessions } from '../db/schema.ts'
import {
  type Built,
  build,
  type Placeholders,
  prepared,
  type RowOf,
  type Statement,
  statement,
} from '../db/statement.ts'
import { ApiError } from '../http/errors.ts'
import type { Caller, KeyCaller, SessionCaller } from './caller.ts'
import { insufficientScope } from './insufficient-scope.ts'
import { forgetKey } from './key-use.ts'
import { routeScopes, type Scope } from './scopes.ts'

// The one place that says when a caller may still act. Another kind of caller needs changes here and nowhere else.

type Values<C> = C | Placeholders<C>

/** Where a statement finds its caller: `callers` has one row where `isLive`, if the caller may still act. */
export interface Live {
  callers: SQL
  isLive: SQL | undefined
}

export const isLiveSession = ({ userId, sessionId, at }: Values<SessionCaller>) =>
  and(eq(sessions.id, sessionId), eq(sessions.userId, userId), gt(sessions.expiresAt, at))

type Key = Pick<KeyCaller, 'userId' | 'digest' | 'at'>

const isLiveKey = ({ userId, digest, at }: Values<Key>) =>
  and(eq(apiKeys.digest, digest), eq(apiKeys.userId, userId), gt(apiKeys.expiresAt, at))

const liveSession = (caller: Values<SessionCaller>): Live => ({
  callers: sql`${sessions}`,
  isLive: isLiveSession(caller),
})

const liveKey = (caller: Values<KeyCaller>): Live => ({
  callers: sql`${apiKeys}`,
  isLive: and(isLiveKey(caller), sql`instr(${apiKeys.scopes}, json_quote(${caller.scope})) > 0`),
})

export const live = (caller: Caller): Live =>
  caller.kind === 'session' ? liveSession(caller) : liveKey(caller)

/** Stands in a prepared statement for a caller of any kind. */
export type Reader = Pick<Caller, 'userId'>

/**
 * `prepared` for a statement that reads for a caller: it is built once for each kind of caller. A condition for both kinds
 * would hide from SQLite that there is one caller, and it would sort each list.
 * @param make selects from `callers` where `isLive`
 */
export const preparedForCaller = <V extends object, Q extends Built>(
  make: (live: Live, values: Placeholders<V & Reader>) => Q,
) => {
  const forSession = prepared((values: Placeholders<V & SessionCaller>) => make(liveSession(values), values))
  const forKey = prepared((values: Placeholders<V & KeyCaller>) => make(liveKey(values), values))
  return (caller: Caller, values: V): Statement<RowOf<Q>> =>
    caller.kind === 'session' ? forSession({ ...values, ...caller }) : forKey({ ...values, ...caller })
}

const selectOne = ({ callers, isLive }: Live) =>
  build
    .select({ one: sql<1>`1`.as('one') })
    .from(callers)
    .where(isLive)

const selectLiveCaller = preparedForCaller(selectOne)

/** A condition for every statement that writes for a caller: it changes nothing once the caller may not act. */
export const ifCallerIsLive = (caller: Caller): SQL => exists(selectOne(live(caller)))

/**
 * `INSERT … SELECT` of one row, for a caller who may still act.
 * @param conditions on which the row is inserted besides
 */
export const insertForCaller = <T extends Parameters<typeof literalRow>[0]>(
  table: T,
  caller: Caller,
  row: LiteralRow<T>,
  ...conditions: (SQL | undefined)[]
) => {
  const { callers, isLive } = live(caller)
  return build.insert(table).select(
    build
      .select(literalRow(table, row))
      .from(callers)
      .where(and(isLive, ...conditions)),
  )
}

/** A row of a table that is left-joined to the callers: all of its columns are null if no row matched. */
type Joined<Row> = { [Column in keyof Row]: Row[Column] | null }

const selectKey = (key: Key) =>
  statement(build.select({ scopes: apiKeys.scopes }).from(apiKeys).where(isLiveKey(key)))

const noSuchKey = ({ digest }: Key) => {
  forgetKey(digest)
  return new ApiError('invalid_token', { cause: 'no such API key' })
}

/**
 * Finds out why a key may not act.
 * @param scope that it lacks, if any scope is enough for the route
 * @returns ApiError `insufficient_scope` for a live key, else `invalid_token`
 * @throws DatabaseError
 */
export const rejectionOfKey = async (
  db: Database,
  key: Key,
  scope: KeyCaller['scope'] | undefined,
): Promise<ApiError> => {
  const { found } = await db.batch({ found: selectKey(key) })
  return found.length > 0 ? insufficientScope(scope) : noSuchKey(key)
}

interface Acting {
  readonly db: Database
  readonly caller: Caller
}

const rejectionOf = async ({ db, caller }: Acting) =>
  caller.kind === 'key'
    ? await rejectionOfKey(db, caller, caller.scope)
    : new ApiError('invalid_token', { cause: 'the session has ended' })

/**
 * Runs one statement that reads for a caller and checks the caller as well: a second statement would take as long as the
 * rest of a read.
 * @param statement selects from the callers where `isLive`, left-joined to the table to read
 * @param spending runs in the same batch: it spends a single-use token, and returns no row if the token was spent before
 * @throws ApiError `invalid_token` when the caller's session or key has ended, or the token was spent;
 *   `insufficient_scope`; DatabaseError
 */
export const readAsCaller = async <Row extends { id: string }>(
  acting: Acting,
  statement: Statement<Joined<Row>>,
  spending?: Statement,
): Promise<Row[]> => {
  const { rows, spent } = await acting.db.batch({ rows: statement, spent: spending })
  if (rows.length === 0) throw await rejectionOf(acting)
  if (spent?.length === 0) throw new ApiError('invalid_token', { cause: 'the download token was spent' })
  return rows.filter((row): row is Row & Joined<Row> => row.id !== null)
}

/**
 * Runs statements in one D1 round trip with the check that the caller may still act. All statements of a batch run
 * with any result of the check, so those that write carry `ifCallerIsLive` as well.
 * @throws ApiError `invalid_token` when the caller's session or key has ended; `insufficient_scope`; DatabaseError
 */
export const asCaller = async <B extends Batch>(acting: Acting, statements: B): Promise<Results<B>> => {
  const { live, ...results } = await acting.db.batch({
    live: selectLiveCaller(acting.caller, {}),
    ...statements,
  })
  if (live.length === 0) throw await rejectionOf(acting)
  return results as Results<B>
}

/**
 * @returns the scopes of a caller who may still act: every scope of a route, for a session
 * @throws ApiError `invalid_token`; DatabaseError
 */
export const readScopes = async (acting: Acting): Promise<readonly string[]> => {
  const { db, caller } = acting
  if (caller.kind === 'session') {
    await asCaller(acting, {})
    return routeScopes
  }
  const { found } = await db.batch({ found: selectKey(caller) })
  if (!found[0]) throw noSuchKey(caller)
  return found[0].scopes
}

/**
 * Checks a caller without reading anything else.
 * @param anyOf of these a key needs one
 * @throws ApiError `invalid_token`, `insufficient_scope`; DatabaseError
 */
export const requireLiveCaller = async (
  acting: Acting,
  anyOf: readonly [Scope, ...Scope[]],
): Promise<void> => {
  const scopes = await readScopes(acting)
  if (!anyOf.some((scope) => scopes.includes(scope))) throw insufficientScope(anyOf[0])
}
