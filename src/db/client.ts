import type { BatchItem, BatchResponse } from 'drizzle-orm/batch'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'

/** D1 failed: not reachable, overloaded, or a statement broke a constraint. `cause` is what it said. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

export type Query = BatchItem<'sqlite'>

/**
 * Builds queries with Drizzle, and runs them in one way only: `batch`, which is one round trip and one transaction
 * for one statement or many. What D1 throws arrives as a `DatabaseError`. D1 answers a batch with objects, so a join
 * must not select two columns of one name: the second would overwrite the first.
 */
export interface Database {
  readonly build: Pick<DrizzleD1Database, 'select' | 'insert' | 'update' | 'delete'>
  /** For queries that were put together before, see prepared.ts. */
  prepare(sql: string): D1PreparedStatement
  batch<T extends Readonly<[Query, ...Query[]]>>(queries: T): Promise<BatchResponse<T>>
  /** Where D1 stood at the last batch; null before the first. */
  bookmark(): string | null
}

/** Where to read: at the primary, or at any replica that has come as far as a bookmark (null: however far it is). */
export type Consistency = 'primary' | { replica: string | null }

// Any text passes for a bookmark locally; in production a malformed one makes the query fail.
const bookmarkForm = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}$/

/** @returns what a client sent as a bookmark, if it can be one */
export const readBookmark = (header: string | undefined): string | null =>
  header !== undefined && bookmarkForm.test(header) ? header : null

/**
 * @param binding D1, from the Worker's bindings. Opens nothing: D1 is asked at the first batch.
 * @param consistency revocation must be seen at once, so the primary unless the operator chose otherwise
 */
export const openDatabase = (binding: D1Database, consistency: Consistency = 'primary'): Database => {
  const start = consistency === 'primary' ? 'first-primary' : (consistency.replica ?? 'first-unconstrained')
  const session = binding.withSession(start)
  // Drizzle asks for a whole D1Database, and uses what a session has: `prepare` and `batch`.
  const build = drizzle(session as unknown as D1Database)
  return {
    build,
    prepare: (sql) => session.prepare(sql),
    async batch(queries) {
      try {
        return await build.batch(queries)
      } catch (cause) {
        throw new DatabaseError('D1 refused a batch', { cause })
      }
    },
    bookmark: () => session.getBookmark(),
  }
}

/**
 * Whether `error` says that a row would have been the second with the same values in `columns`.
 * @param columns as SQLite names them, for instance `books.user_id, books.title`
 */
export const isUniqueViolation = (error: unknown, columns: string): boolean =>
  error instanceof DatabaseError &&
  error.cause instanceof Error &&
  error.cause.message.includes(`UNIQUE constraint failed: ${columns}`)
