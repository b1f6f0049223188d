import { fillPlaceholders, type Placeholder, sql } from 'drizzle-orm'
import type { PreparedQuery } from 'drizzle-orm/session'
import type { Database, Query } from './client.ts'

/** What stands in a prepared query where its values will be. */
export type Placeholders<V> = { [K in keyof V]: Placeholder<string, V[K]> }

/** As D1 takes it: an instant is a number of milliseconds. */
const toParameter = (value: unknown) => (value instanceof Date ? value.getTime() : value)

/** What Drizzle asks of a query in a batch, in spite of its types. */
const fillIn = (query: PreparedQuery, db: Database, values: object) => {
  const { sql: text, params } = query.getQuery()
  const getQuery = () => ({ sql: text, params: fillPlaceholders(params, { ...values }).map(toParameter) })
  const mapResult = (rows: unknown, isFromBatch: boolean) => query.mapResult(rows, isFromBatch)
  return { toSQL: getQuery, _prepare: () => ({ stmt: db.prepare(text), getQuery, mapResult }) }
}

/**
 * A query for what nearly every request asks: it is put together once in an isolate, and then only filled in. Drizzle
 * takes longer to put one together than for all its other work.
 * @param build puts it together, the same whatever the values are
 * @returns what makes the query for `values`, to be run in `Database.batch`
 */
export const prepared = <V extends object, Q extends Query & { prepare: () => PreparedQuery }>(
  build: (db: Pick<Database, 'build'>, placeholders: Placeholders<V>) => Q,
): ((db: Database, values: V) => Q) => {
  const placeholders = new Proxy({} as Placeholders<V>, {
    get: (_, name) => sql.placeholder(String(name)),
  })
  let query: PreparedQuery | undefined
  return (db, values) => {
    query ??= build(db, placeholders).prepare()
    return fillIn(query, db, values) as unknown as Q
  }
}
