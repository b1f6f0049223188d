import { and, eq, exists, gt, type SQL } from 'drizzle-orm'
import type { Batch, Database, Results } from '../db/client.ts'
import { literalRow } from '../db/literal-row.ts'
import { sessions } from '../db/schema.ts'
import { build, type Placeholders, prepared, type Statement } from '../db/statement.ts'
import { ApiError } from '../http/errors.ts'
import type { Caller } from './caller.ts'

// The one place that says when a caller may still act. A caller that is not a session, for example an API key, needs
// changes here and nowhere else.

/** Has one row for a caller who may still act, by `isLive`. */
export const liveCallers = sessions

export const isLive = ({ userId, sessionId, at }: Caller | Placeholders<Caller>) =>
  and(eq(sessions.id, sessionId), eq(sessions.userId, userId), gt(sessions.expiresAt, at))

const selectLive = (caller: Caller | Placeholders<Caller>) =>
  build.select({ id: sessions.id }).from(sessions).where(isLive(caller))

const selectLiveCaller = prepared((caller: Placeholders<Caller>) => selectLive(caller))

/** A condition for every statement that writes for a caller: it changes nothing once the caller may not act. */
export const ifCallerIsLive = (caller: Caller): SQL => exists(selectLive(caller))

/**
 * `INSERT … SELECT` of one row, for a caller who may still act.
 * @param conditions on which the row is inserted besides
 */
export const insertForCaller = <T extends Parameters<typeof literalRow>[0]>(
  table: T,
  caller: Caller,
  row: T['$inferSelect'],
  ...conditions: (SQL | undefined)[]
) =>
  build.insert(table).select(
    build
      .select(literalRow(table, row))
      .from(sessions)
      .where(and(isLive(caller), ...conditions)),
  )

/** A row of a table that is left-joined to `liveCallers`: all of its columns are null if no row matched. */
type Joined<Row> = { [Column in keyof Row]: Row[Column] | null }

const callerHasEnded = () => new ApiError('invalid_token', { cause: 'the session has ended' })

/**
 * Runs one statement that reads for a caller and checks the caller as well: a second statement would take as long as the
 * rest of a read.
 * @param statement selects from `liveCallers` where `isLive(caller)`, left-joined to the table to read
 * @param spending runs in the same batch: it spends a single-use token, and returns no row if the token was spent before
 * @throws ApiError `invalid_token` when the caller's session has ended or the token was spent; DatabaseError
 */
export const readAsCaller = async <Row extends { id: string }>(
  { db }: { readonly db: Database },
  statement: Statement<Joined<Row>>,
  spending?: Statement,
): Promise<Row[]> => {
  const { rows, spent } = await db.batch({ rows: statement, spent: spending })
  if (rows.length === 0) throw callerHasEnded()
  if (spent?.length === 0) throw new ApiError('invalid_token', { cause: 'the download token was spent' })
  return rows.filter((row): row is Row & Joined<Row> => row.id !== null)
}

/**
 * Runs statements in one D1 round trip with the check that the caller may still act. All statements of a batch run
 * with any result of the check, so those that write carry `ifCallerIsLive` as well.
 * @throws ApiError `invalid_token` when the caller's session has ended; DatabaseError
 */
export const asCaller = async <B extends Batch>(
  { db, caller }: { readonly db: Database; readonly caller: Caller },
  statements: B,
): Promise<Results<B>> => {
  const { live, ...results } = await db.batch({ live: selectLiveCaller(caller), ...statements })
  if (live.length === 0) throw callerHasEnded()
  return results as Results<B>
}
