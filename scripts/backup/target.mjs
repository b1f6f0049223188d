import { envOption } from '../deploy/env-option.mjs'
import { applyMigrations } from '../deploy/migrations.mjs'
import { ensureBucket, ensureDatabase } from '../deploy/resources.mjs'
import { wrangler } from '../deploy/wrangler.mjs'
import { BackupError } from './error.mjs'
import { retry } from './retry.mjs'
import { quoted, readTables } from './tables.mjs'

const migrateLocal = async ({ env, database }, persistTo) => {
  const place = ['--local', '--persist-to', persistTo, envOption(env)]
  const { ok, output } = await wrangler(['d1', 'migrations', 'apply', database.binding, ...place])
  if (!ok) throw new BackupError(`The local database could not be migrated:\n${output}`)
}

/** Creates what is missing of an installation, and applies the migrations. @throws BackupError, DeployError */
export const prepareTarget = async (installation, { isRemote, persistTo }) => {
  if (!isRemote) return migrateLocal(installation, persistTo)
  if (await ensureBucket(installation)) console.log(`✓ Created the bucket ${installation.bucket.name}`)
  if (await ensureDatabase(installation, false))
    console.log(`✓ Created the database ${installation.database.name}`)
  await applyMigrations(installation)
}

/** @param {D1Database} db @returns {Promise<string | undefined>} a table that has rows */
export const findRows = async (db, tables) => {
  for (const { name } of tables)
    if (await retry(() => db.prepare(`select 1 as found from ${quoted(name)} limit 1`).first())) return name
  return undefined
}

/**
 * The tables of the backup, as the database has them.
 * @returns {Promise<import('./tables.mjs').Table[]>} `columns`: those of the backup; later ones get their defaults
 * @throws BackupError when the database lacks one
 */
export const matchTables = async (db, manifest) => {
  const existing = await readTables(db)
  const tables = manifest.tables.map((entry) => {
    const table = existing.find(({ name }) => name === entry.name)
    const lacking = table ? entry.columns.filter((column) => !table.columns.includes(column)) : entry.columns
    if (!table || lacking.length > 0)
      throw new BackupError(
        `The backup was made with the migration ${manifest.migration}, which this version lacks: ${entry.name} has no ${lacking.join(', ')}. Use the version that made it, or a later one.`,
      )
    return { ...table, columns: entry.columns }
  })
  const order = existing.map(({ name }) => name)
  return tables.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}
