import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { ensureBucket } from '../deploy/resources.mjs'
import { withBindings } from './bindings.mjs'
import { sha256 } from './checksum.mjs'
import { readErased } from './erased.mjs'
import { BackupError } from './error.mjs'
import { listName, partName, readManifest, toLines, writeManifest } from './manifest.mjs'
import { backupUsage, readBackupOptions } from './options.mjs'
import { findOrphans } from './orphans.mjs'
import { readPart } from './part.mjs'
import { printFindings, tableProgress } from './progress.mjs'
import { countRows } from './read-rows.mjs'
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

const entryOf = (manifest, { name, columns, key }) => {
  const found = manifest.tables.find((entry) => entry.name === name)
  if (found) return found
  const entry = { name, columns, key, parts: [], after: null, isComplete: false }
  manifest.tables.push(entry)
  return entry
}

const writePart = async (store, table, at, { rows, files }) => {
  const bytes = toLines(rows)
  const part = { rows: rows.length, bytes: bytes.length, sha256: sha256(bytes) }
  await store.write(partName(table.name, at), bytes, part.sha256)
  if (files.length === 0) return part
  const list = toLines(files)
  const present = files.filter((file) => file.sha256 !== undefined)
  part.files = {
    count: present.length,
    missing: files.length - present.length,
    bytes: present.reduce((sum, file) => sum + file.bytes, 0),
    sha256: sha256(list),
  }
  await store.write(listName(table.name, at), list, part.files.sha256)
  return part
}

/** @param {{ save: () => Promise<void>, onPart: Function }} journal */
const backUpTable = async ({ db, covers, store }, table, entry, { save, onPart }) => {
  const progress = tableProgress(`Backed up ${table.name}`, await countRows(db, table))
  const missing = []
  const note = ({ rows, bytes, files }) =>
    progress.add({ rows, files: files?.count ?? 0, bytes: bytes + (files?.bytes ?? 0) })
  entry.parts.forEach(note)
  while (!entry.isComplete) {
    const page = await readPart({ db, covers, store }, table, entry.after)
    if (page === undefined) {
      entry.isComplete = true
    } else {
      const part = await writePart(store, table, entry.parts.length, page)
      entry.parts.push(part)
      entry.after = page.last
      note(part)
      missing.push(...page.files.filter((file) => file.sha256 === undefined).map(({ name }) => name))
    }
    await save()
    await onPart?.(table.name, entry.parts.length)
  }
  progress.end()
  return missing
}

const journalOf = (store, manifest) => {
  let writtenAt = 0
  return async ({ isEnd = false } = {}) => {
    if (!isEnd && performance.now() - writtenAt < journalMs) return
    const other = await readManifest(store)
    if (other && other.id !== manifest.id)
      throw new BackupError(`Another backup is writing to ${store.label}.`)
    await writeManifest(store, manifest)
    writtenAt = performance.now()
  }
}

const countOf = (manifest, pick) =>
  manifest.tables.reduce((sum, { parts }) => sum + parts.reduce((all, part) => all + pick(part), 0), 0)

/**
 * Copies the database and the files that its rows name into an empty place, or continues there.
 * @param {{ db: D1Database, covers: R2Bucket, store: import('./stores.mjs').Store, source: object,
 *   onPart?: (table: string, parts: number) => Promise<void> }} job
 * @returns {Promise<import('./manifest.mjs').Manifest & { missing: string[] }>}
 */
export const backUp = async ({ db, covers, store, source, onPart }) => {
  const tables = await readTables(db)
  const existing = await readManifest(store)
  const manifest = existing ? resume(existing, store, source) : await begin(db, source)
  const save = journalOf(store, manifest)
  await save({ isEnd: true })
  const missing = []
  for (const table of tables) {
    const entry = entryOf(manifest, table)
    if (JSON.stringify([entry.columns, entry.key]) !== JSON.stringify([table.columns, table.key]))
      throw new BackupError('The database was migrated since this backup began. Begin another backup.')
    missing.push(...(await backUpTable({ db, covers, store }, table, entry, { save, onPart })))
    await save({ isEnd: true })
  }
  manifest.orphans = await findOrphans(db, covers)
  // Last: an account that was erased while its rows were read must be among them.
  manifest.erased = await readErased(db, covers)
  manifest.completedAt = new Date().toISOString()
  await save({ isEnd: true })
  return { ...manifest, missing }
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
    const missing = countOf(made, ({ files }) => files?.missing ?? 0)
    printFindings('Files that a row names, missing in R2', made.missing, missing)
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
