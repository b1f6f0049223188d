import { defaultTimeLimitMs, withinLimit } from '../bindings/time-limit.ts'
import type { Statement } from './statement.ts'

/**
 * D1 failed: it is unreachable, overloaded, did not respond in time, or a statement broke a constraint. `cause` is the
 * error of D1, or a TimeLimitError.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

/** Statements by name. They run in the order in which they are named. */
export type Batch = Record<string, Statement | undefined>

type RowsOf<S> = S extends Statement<infer Row> ? Row[] : S extends undefined ? undefined : never

/** The rows of each statement, under its name. */
export type Results<B extends Batch> = { [K in keyof B]: RowsOf<B[K]> }

/** The use of D1 by one request, so far. */
export interface Usage {
  trips: number
  rowsRead: number
  rowsWritten: number
  /** The time that batches took. */
  waitedMs: number
}

/** Runs statements in one way only: a batch is one round trip and one transaction, for one statement or for many. */
export interface Database {
  /**
   * @param statements those that are undefined are left out
   * @throws DatabaseError, and then no statement has changed anything, unless only the response of D1 was lost
   */
  batch<B extends Batch>(statements: B): Promise<Results<B>>
  /** The state of D1 after the last batch; null before the first. */
  bookmark(): string | null
  readonly usage: Readonly<Usage>
}

/** Which copy of the database to read: the primary, or any replica that has reached a bookmark (null: any). */
export type Consistency = 'primary' | { replica: string | null }

// Locally any text passes as a bookmark; in production a malformed one makes the batch fail.
const bookmarkForm = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}$/

/** @returns the bookmark that a client sent, if it is well formed */
export const readBookmark = (header: string | undefined): string | null =>
  header !== undefined && bookmarkForm.test(header) ? header : null

/**
 * @param binding D1, from the Worker's bindings. The first batch opens the connection.
 * @param consistency the primary by default, because a revocation must be seen at once
 * @param timeLimitMs of each batch
 */
export const openDatabase = (
  binding: D1Database,
  consistency: Consistency = 'primary',
  timeLimitMs = defaultTimeLimitMs,
): Database => {
  const start = consistency === 'primary' ? 'first-primary' : (consistency.replica ?? 'first-unconstrained')
  const session = binding.withSession(start)
  const usage: Usage = { trips: 0, rowsRead: 0, rowsWritten: 0, waitedMs: 0 }
  return {
    async batch<B extends Batch>(statements: B) {
      const named = Object.entries(statements).flatMap(([name, one]) => (one ? [{ name, one }] : []))
      const startedAt = Date.now()
      usage.trips++
      try {
        const batch = session.batch(named.map(({ one }) => session.prepare(one.sql).bind(...one.params)))
        const results = await withinLimit(`D1 batch ${named.map(({ name }) => name)}`, timeLimitMs, batch)
        for (const { meta } of results) {
          usage.rowsRead += meta.rows_read
          usage.rowsWritten += meta.rows_written
        }
        const rows = named.map(({ name, one }, at) => {
          const result = results[at]
          return [name, result && one.readRows(result)]
        })
        return Object.fromEntries(rows) as Results<B>
      } catch (cause) {
        throw new DatabaseError('D1 failed to run a batch', { cause })
      } finally {
        usage.waitedMs += Date.now() - startedAt
      }
    },
    bookmark: () => session.getBookmark(),
    usage,
  }
}

/**
 * @param columns as SQLite names them, for example `books.user_id, books.title`
 * @returns whether `error` says that a row would have had the same values in `columns` as another
 */
export const isUniqueViolation = (error: unknown, columns: string): boolean =>
  error instanceof DatabaseError &&
  error.cause instanceof Error &&
  error.cause.message.includes(`UNIQUE constraint failed: ${columns}`)
