import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { ensureBucket } from '../deploy/resources.mjs'
import { backUpTable, entryOf } from './backup-table.mjs'
import { withBindings } from './bindings.mjs'
import { readErased } from './erased.mjs'
import { BackupError } from './error.mjs'
import { readManifest, writeManifest } from './manifest.mjs'
import { backupUsage, readBackupOptions } from './options.mjs'
import { findOrphans } from './orphans.mjs'
import { printFindings } from './progress.mjs'
import { lastMigration, readTables } from './tables.mjs'

// The journal is written at most this often: a large backup has thousands of parts.
const journalMs = 2000

const begin = async (db, source) => ({
  format: 1,
  id: randomUUID(),
  startedAt: new Date().toISOString(),
  completedAt: null,
  source,
  migration: await lastMigration(db),
  tables: [],
  erased: [],
  orphans: [],
})

const resume = (manifest, store, source) => {
  if (manifest.completedAt)
    throw new BackupError(
      `${store.label} has a complete backup of ${manifest.completedAt}. Choose another place.`,
    )
  if (JSON.stringify(manifest.source) !== JSON.stringify(source))
    throw new BackupError(
      `${store.label} has an interrupted backup of another installation. Choose another place.`,
    )
  console.log(`Continues the backup of ${manifest.startedAt}.`)
  return manifest
}

const journalOf = (store, manifest) => {
  let writtenAt = 0
  let isFirst = true
  return async ({ isEnd = false } = {}) => {
    if (!isEnd && performance.now() - writtenAt < journalMs) return
    const other = isFirst ? undefined : await readManifest(store)
    if (other && other.writer !== manifest.writer)
      throw new BackupError(`Another backup is writing to ${store.label}.`)
    await writeManifest(store, manifest)
    isFirst = false
    writtenAt = performance.now()
  }
}

/** @param {import('./manifest.mjs').Manifest} manifest @returns {string[]} names of files that R2 lacked */
export const missingFiles = ({ tables }) =>
  tables.flatMap(({ parts }) => parts.flatMap(({ files }) => files?.missing ?? []))

const countOf = (manifest, pick) =>
  manifest.tables.reduce((sum, { parts }) => sum + parts.reduce((all, part) => all + pick(part), 0), 0)

/**
 * Copies the database and the files that its rows name into an empty place, or continues there.
 * @param {{ db: D1Database, covers: R2Bucket, store: import('./stores.mjs').Store, source: object,
 *   onPart?: (table: string, parts: number) => Promise<void> }} job
 * @returns {Promise<import('./manifest.mjs').Manifest>}
 */
export const backUp = async ({ db, covers, store, source, onPart }) => {
  const tables = await readTables(db)
  const existing = await readManifest(store)
  const manifest = existing ? resume(existing, store, source) : await begin(db, source)
  manifest.writer = randomUUID()
  const save = journalOf(store, manifest)
  await save({ isEnd: true })
  for (const table of tables) {
    const entry = entryOf(manifest, table)
    if (JSON.stringify([entry.columns, entry.key]) !== JSON.stringify([table.columns, table.key]))
      throw new BackupError('The database was migrated since this backup began. Begin another backup.')
    await backUpTable({ db, covers, store }, table, entry, async () => {
      await save()
      await onPart?.(table.name, entry.parts.length)
    })
    await save({ isEnd: true })
  }
  manifest.orphans = await findOrphans(db, covers)
  // Last: an account that was erased while its rows were read must be among them.
  manifest.erased = await readErased(db, covers)
  manifest.completedAt = new Date().toISOString()
  await save({ isEnd: true })
  return manifest
}

/** @param {ReturnType<typeof readBackupOptions>} options */
const run = async (options) => {
  const { env, isRemote, to } = options
  const prepare = async () => {
    if (isRemote && to.bucket) await ensureBucket({ bucket: { name: to.bucket } })
  }
  const work = async ({ installation, db, covers, stores: [store] }) => {
    const { database, bucket } = installation
    const source = { env, isRemote, database: database.name, bucket: bucket.name }
    if (!isRemote) source.persistTo = resolve(options.persistTo)
    const made = await backUp({ db, covers, store, source })
    printFindings('Files that a row names, missing in R2', missingFiles(made))
    printFindings('Files in R2 that no row names, left out', made.orphans)
    const rows = countOf(made, (part) => part.rows).toLocaleString('en')
    const files = countOf(made, ({ files }) => files?.count ?? 0).toLocaleString('en')
    console.log(
      `✓ Complete: ${rows} rows, ${files} files, ${made.erased.length} erased accounts, in ${store.label}`,
    )
    return { isClean: true }
  }
  return withBindings(options, [to], work, { prepare })
}

/** `npm run backup`, for `main`. */
export const backupCommand = { read: readBackupOptions, usage: backupUsage, run }
