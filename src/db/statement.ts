import { is, Param, Placeholder, sql } from 'drizzle-orm'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import type { PreparedQuery } from 'drizzle-orm/session'
import { rowReader } from './rows.ts'

declare const row: unique symbol

/**
 * SQL with its parameters, built and not run. It is no promise, and only `Database.batch` runs it.
 *
 * D1 returns the rows of a batch as objects: a join that selects two columns of one name loses the first of them.
 */
export interface Statement<Row = unknown> {
  readonly [row]?: Row
  readonly sql: string
  readonly params: readonly unknown[]
  readonly readRows: (result: D1Result) => unknown
}

/** Drizzle without a database: it builds SQL for `statement` and `prepared`, and cannot run it. */
export const build: Pick<DrizzleD1Database, 'select' | 'insert' | 'update' | 'delete'> = drizzle({
  prepare: () => null,
} as unknown as D1Database)

export interface Built {
  readonly _: { readonly result: unknown }
  prepare(): PreparedQuery
}

export type RowOf<Q extends Built> = Q['_']['result'] extends readonly (infer Row)[] ? Row : never

const compile = (built: Built) => {
  const query = built.prepare()
  return { ...query.getQuery(), readRows: rowReader(query) }
}

/** D1 stores an instant as a number of milliseconds. */
const toParameter = (value: unknown) => (value instanceof Date ? value.getTime() : value)

/** @param built SQL from `build` */
export const statement = <Q extends Built>(built: Q): Statement<RowOf<Q>> => {
  const { sql: text, params, readRows } = compile(built)
  return { sql: text, params: params.map(toParameter), readRows }
}

/**
 * Does what Drizzle's `fillPlaceholders` does, but looks for the placeholders once and not on every request.
 * @returns a function that makes the parameters of a statement from its values
 */
const filler = (params: readonly unknown[]) => {
  const fillers = params.map((param) => {
    if (is(param, Placeholder)) return (values: Record<string, unknown>) => toParameter(values[param.name])
    if (!(is(param, Param) && is(param.value, Placeholder))) return () => toParameter(param)
    const { encoder, value } = param
    return (values: Record<string, unknown>) => toParameter(encoder.mapToDriverValue(values[value.name]))
  })
  return (values: Record<string, unknown>) => fillers.map((fill) => fill(values))
}

/** Stands in a prepared statement for values that come later. */
export type Placeholders<V> = { [K in keyof V]: Placeholder<string, V[K]> }

/**
 * A statement of nearly every request. It is built once in an isolate, and then only filled in: Drizzle needs more time
 * to build SQL than for all its other work.
 * @param make builds the SQL, the same for all values
 * @returns a function that makes the statement for `values`
 */
export const prepared = <V extends object, Q extends Built>(
  make: (placeholders: Placeholders<V>) => Q,
): ((values: V) => Statement<RowOf<Q>>) => {
  const placeholders = new Proxy({} as Placeholders<V>, {
    get: (_, name) => sql.placeholder(String(name)),
  })
  const prepare = () => {
    const { sql: text, params, readRows } = compile(make(placeholders))
    return { sql: text, fill: filler(params), readRows }
  }
  let once: ReturnType<typeof prepare> | undefined
  return (values) => {
    once ??= prepare()
    return { sql: once.sql, params: once.fill(values as Record<string, unknown>), readRows: once.readRows }
  }
}

/**
 * A LIMIT that is a parameter alone makes SQLite prepare the whole statement again for each execution, which takes as long
 * as the rest of a list. In an expression it does not.
 */
export const varying = (limit: Placeholder<string, number>) => sql`(${limit} + 0)` as unknown as Placeholder
