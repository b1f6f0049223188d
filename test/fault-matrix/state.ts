import { env } from 'cloudflare:workers'
import { getTableName } from 'drizzle-orm'
import {
  attempts,
  challenges,
  idempotencyKeys,
  lookupCounts,
  lookupResults,
  mails,
  providerBudgets,
} from '../../src/db/schema.ts'

type Row = Record<string, unknown>

/** Everything that the service stores: the rows of each table, and the files of the bucket under `objects`. */
export type State = Record<string, Row[]>

const tableNames = async (): Promise<string[]> => {
  const query = "select name from sqlite_schema where type = 'table' and name not glob '_cf_*'"
  const { results } = await env.DB.prepare(query).all<{ name: string }>()
  const ofTools = ['d1_migrations', 'sqlite_sequence']
  return results.map(({ name }) => name).filter((name) => !ofTools.includes(name))
}
let tables: string[] | undefined

const files = async (): Promise<Row[]> => {
  const { objects, truncated } = await env.COVERS.list()
  if (truncated) throw new Error('A scenario has more files than a page of R2')
  return objects.map(({ key, size }) => ({ key, size }))
}

export const readState = async (): Promise<State> => {
  tables ??= await tableNames()
  const queries = tables.map((name) => env.DB.prepare(`select * from "${name}"`))
  const [results, objects] = await Promise.all([env.DB.batch<Row>(queries), files()])
  return {
    ...Object.fromEntries(tables.map((name, at) => [name, results[at]?.results ?? []])),
    objects,
  }
}

// Ids, random tokens, beginnings of API keys, secrets of webhooks, codes, pictures of them, digests and times differ between
// two runs of the same request.
const secret = /^(?:\$pbkdf2.*|[\w+/-]{22,}={0,2})$/
const varying =
  /(?<name>whsec_[\w+/]+=*|bpak_\w{6}(?!\w)|[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}|<svg.*?<\/svg>|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{22,})|\d+/g
const firstInstant = 1e11
/** Columns that count hours, or steps of TOTP. 0 is before the first. */
const clocks = ['hour', 'last_step']

const textWith = (row: Row, nameOf: (found: string) => string): string =>
  JSON.stringify(row, (column, value: unknown) => {
    if (typeof value === 'number' && value > 0 && clocks.includes(column)) return '<time>'
    if (typeof value === 'number') return value > firstInstant ? '<time>' : value
    if (typeof value !== 'string') return value
    if (secret.test(value)) return nameOf(value)
    return value.replaceAll(varying, (found, name) => (name === undefined ? '0' : nameOf(found)))
  })

const sorted = (rows: Row[]): Row[] =>
  rows
    .map((row) => ({ row, text: textWith(row, () => '<id>') }))
    .toSorted((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))
    .map(({ row }) => row)

/** @returns the state as text, with ids replaced by their order: equal for two runs that did the same */
export const comparable = (state: State): string => {
  const names = new Map<string, string>()
  const nameOf = (found: string) => {
    const name = names.get(found) ?? `<id ${names.size + 1}>`
    names.set(found, name)
    return name
  }
  return Object.entries(state)
    .flatMap(([table, rows]) => sorted(rows).map((row) => `${table} ${textWith(row, nameOf)}`))
    .join('\n')
}

/**
 * The state without the traces that a failed request may leave until the maintenance deletes them: counted attempts,
 * lookups and requests to providers, remembered results of lookups, claims without an outcome, challenges, and orphaned covers with their files. A mail
 * counts as soon as it is written: the maintenance sends it.
 */
export const essential = (state: State): State => {
  const { unowned_covers: covers = [], objects = [] } = state
  const isOrphaned = ({ key }: Row) => covers.some((cover) => String(key).startsWith(String(cover.key)))
  const claims = state[getTableName(idempotencyKeys)] ?? []
  const ofDelivery = [mails.sentAt, mails.retryAt, mails.failures].map(({ name }) => name)
  const written = (mail: Row): Row =>
    Object.fromEntries(Object.entries(mail).filter(([name]) => !ofDelivery.includes(name)))
  return {
    ...state,
    unowned_covers: [],
    [getTableName(challenges)]: [],
    [getTableName(mails)]: (state[getTableName(mails)] ?? []).map(written),
    [getTableName(attempts)]: [],
    [getTableName(lookupCounts)]: [],
    [getTableName(lookupResults)]: [],
    [getTableName(providerBudgets)]: [],
    [getTableName(idempotencyKeys)]: claims.filter((claim) => claim[idempotencyKeys.outcome.name] !== null),
    objects: objects.filter((object) => !isOrphaned(object)),
  }
}

/** @returns a text of a response, comparable between two runs of the same request */
export const comparableText = (text: string): string => comparable({ body: [{ text }] })
