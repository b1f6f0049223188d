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
  batch<T extends Readonly<[Query, ...Query[]]>>(queries: T): Promise<BatchResponse<T>>
}

/** @param binding D1, from the Worker's bindings. Opens nothing: D1 is asked at the first batch. */
export const openDatabase = (binding: D1Database): Database => {
  const build = drizzle(binding)
  return {
    build,
    async batch(queries) {
      try {
        return await build.batch(queries)
      } catch (cause) {
        throw new DatabaseError('D1 refused a batch', { cause })
      }
    },
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
