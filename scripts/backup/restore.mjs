import { withBindings } from './bindings.mjs'
import { restartFollowers } from './changes.mjs'
import { endDisposable, eraseAgain, listErased, rememberErased } from './erased.mjs'
import { BackupError } from './error.mjs'
import { readComplete } from './manifest.mjs'
import { deleteMarker, readMarker, writeMarker } from './marker.mjs'
import { readRestoreOptions, restoreUsage } from './options.mjs'
import { printFindings } from './progress.mjs'
import { restoreTable } from './restore-table.mjs'
import { folderStore } from './stores.mjs'
import { findRows, matchTables, prepareTarget } from './target.mjs'
import { findDamaged, verifyRows } from './verify.mjs'

/** An interrupted restore may continue. Rows of another origin may not be mixed with a backup. */
const requireEmpty = async (db, covers, manifest, tables) => {
  const marker = await readMarker(covers)
  if (marker?.id === manifest.id) return console.log('Continues the restore that was interrupted.')
  const filled = await findRows(db, tables)
  if (filled)
    throw new BackupError(
      `The database is not empty: ${filled} has rows. docs/operations.md#restoring describes how to get an empty one.`,
    )
  await writeMarker(covers, { id: manifest.id })
}

/**
 * Brings a backup into an empty, migrated database and its bucket, or continues there.
 * @param {{ db: D1Database, covers: R2Bucket, store: import('./stores.mjs').Store, alsoErased?: string[],
 *   onPart?: (table: string, parts: number) => Promise<void> }} job `alsoErased`: ids from other backups
 * @returns {Promise<{ rows: number, erased: number, leftOut: string[], missing: string[] }>} `leftOut`: rows that refer
 *   to nothing, or repeat a unique value; `missing`: files that the backup lacks
 */
export const restore = async ({ alsoErased = [], ...job }) => {
  const { db, covers, store } = job
  const manifest = await readComplete(store)
  await verifyRows(store, manifest)
  const tables = await matchTables(db, manifest)
  await requireEmpty(db, covers, manifest, tables)
  const ids = [...new Set([...manifest.erased, ...alsoErased, ...(await listErased(covers))])]
  await rememberErased(covers, ids)
  const erased = new Map([['users', new Set(ids.map((id) => JSON.stringify([id])))]])
  const total = { rows: 0, erased: 0, leftOut: [], missing: [] }
  for (const table of tables) {
    const { parts } = manifest.tables.find(({ name }) => name === table.name)
    const report = await restoreTable(job, table, parts, erased)
    total.rows += report.rows
    total.erased += report.erased
    total.leftOut.push(...report.leftOut)
    total.missing.push(...report.missing)
  }
  await restartFollowers(db, new Date())
  await deleteMarker(covers)
  return total
}

const check = async (store) => {
  const manifest = await readComplete(store)
  await verifyRows(store, manifest)
  const damaged = await findDamaged(store, manifest)
  printFindings('Files of the backup that are missing or damaged', damaged)
  if (damaged.length === 0) console.log(`✓ All checksums of ${store.label} are right.`)
  return { isClean: damaged.length === 0 }
}

const afterTimeTravel = async ({ db, covers }) => {
  await endDisposable(db)
  console.log('✓ Ended all sessions, and deleted tokens and remembered requests.')
  await restartFollowers(db, new Date())
  const hidden = await eraseAgain(db, await listErased(covers), new Date())
  console.log(`✓ Erased ${hidden} accounts again. The cron trigger deletes their books and covers.`)
  return { isClean: true }
}

const bringBack = async ({ db, covers, stores: [store, ...others] }) => {
  const lists = await Promise.all(others.map(async (other) => (await readComplete(other)).erased))
  const { rows, erased, leftOut, missing } = await restore({ db, covers, store, alsoErased: lists.flat() })
  printFindings('Rows left out', leftOut)
  printFindings('Files that a row names, missing or damaged in the backup', missing)
  const left = erased === 0 ? '' : ` Rows of erased accounts left out: ${erased.toLocaleString('en')}.`
  console.log(
    `✓ Restored ${rows.toLocaleString('en')} rows from ${store.label}.${left} Readers sign in again.`,
  )
  return { isClean: missing.length === 0 }
}

/** @param {ReturnType<typeof readRestoreOptions>} options */
const run = async (options) => {
  const { from, alsoErased, isCheck, isTimeTravel } = options
  if (isTimeTravel) return withBindings(options, [], afterTimeTravel)
  // Before anything is created for a folder that has no backup.
  if (from.folder !== undefined) await readComplete(folderStore(from.folder))
  if (isCheck) return withBindings(options, [from], ({ stores: [store] }) => check(store))
  const prepare = (installation) => prepareTarget(installation, options)
  return withBindings(options, [from, ...alsoErased], bringBack, { prepare })
}

/** `npm run restore`, for `main`. */
export const restoreCommand = { read: readRestoreOptions, usage: restoreUsage, run }
