import { tableName } from '../../src/db/table-config.ts'
import { tables } from '../../src/db/tables.ts'
import { BackupError } from './error.mjs'
import { retry } from './retry.mjs'

/**
 * A table as the database has it.
 * @typedef {{ name: string, columns: string[], key: string[],
 *   references: { parent: string, columns: string[], parentColumns: string[] }[] }} Table
 */

/** Quotes a name for SQL. */
export const quoted = (name) => `"${name.replaceAll('"', '""')}"`

const pragma = async (db, name, table) =>
  (await retry(() => db.prepare(`pragma ${name}(${quoted(table)})`).all())).results

const referencesOf = async (db, table) => {
  const byId = Map.groupBy(await pragma(db, 'foreign_key_list', table), ({ id }) => id)
  return [...byId.values()].map((columns) => ({
    parent: columns[0].table,
    columns: columns.map(({ from }) => from),
    parentColumns: columns.map(({ to }) => to),
  }))
}

const describe = async (db, name) => {
  const columns = await pragma(db, 'table_info', name)
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  if (key.length === 0) throw new BackupError(`The table ${name} has no primary key.`)
  const names = (list) => list.map((column) => column.name)
  return { name, columns: names(columns), key: names(key), references: await referencesOf(db, name) }
}

/**
 * The tables that a backup has, parents before their children.
 * @returns {Promise<Table[]>} as far as the database has them: it may be one release older than this code
 * @throws BackupError when the database has no table, or one that this code does not know
 */
export const readTables = async (db) => {
  const { results } = await retry(() =>
    db
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
      )
      .all(),
  )
  const existing = results.map(({ name }) => name).filter((name) => !/^_cf_|^d1_migrations$/.test(name))
  const known = tables.map(({ table }) => tableName(table))
  const unknown = existing.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new BackupError(
      `The database has the table ${unknown.join(', ')}, which this version of Bookplate does not know. Use the version that is deployed.`,
    )
  if (existing.length === 0) throw new BackupError('The database has no tables: is it the right one?')
  const wanted = tables.filter(({ isBackedUp, table }) => isBackedUp && existing.includes(tableName(table)))
  return Promise.all(wanted.map(({ table }) => describe(db, tableName(table))))
}

/** The tables whose rows no restore brings back, those that refer to others first. */
export const disposableTables = () =>
  tables
    .filter(({ isBackedUp }) => !isBackedUp)
    .map(({ table }) => tableName(table))
    .reverse()

/** @returns {Promise<string>} the name of the last migration that was applied */
export const lastMigration = async (db) =>
  (await retry(() => db.prepare('select name from d1_migrations order by id desc limit 1').first('name'))) ??
  ''
