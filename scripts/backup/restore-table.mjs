import { BackupError } from './error.mjs'
import { restoreFiles } from './files.mjs'
import { findExisting, sortRows } from './left-out.mjs'
import { fromLines, partName, readVerified } from './manifest.mjs'
import { tableProgress } from './progress.mjs'
import { countRows, keyOf } from './read-rows.mjs'
import { readList } from './verify.mjs'
import { insertRows } from './write-rows.mjs'

const keyText = (table, row) => JSON.stringify(keyOf(table, row))

const restoreFilesOf = async ({ covers, store }, table, at, part, rows) => {
  const kept = new Set(rows.map((row) => keyText(table, row)))
  const list = await readList(store, table.name, at, part)
  const wanted = list.filter(({ row }) => kept.has(JSON.stringify(row)))
  const restored = await restoreFiles(covers, store, wanted)
  return restored.filter(({ outcome }) => outcome === 'missing').map(({ name }) => name)
}

const restorePart = async (job, table, part, at, erased) => {
  const { db, store } = job
  const rows = fromLines(await readVerified(store, partName(table.name, at), part.sha256))
  const sorted = await sortRows(db, table, rows, erased)
  // Files first: when it stops in between, the sweep deletes a file without a row, but nothing brings a file to its row.
  const missing = await restoreFilesOf(job, table, at, part, sorted.kept)
  await insertRows(db, table, sorted.kept)
  const keys = sorted.kept.map((row) => keyOf(table, row))
  const stored = await findExisting(db, { parent: table.name, parentColumns: table.key }, keys)
  const [kept, repeated] = [[], []]
  for (const row of sorted.kept) (stored.has(keyText(table, row)) ? kept : repeated).push(row)
  return { kept, repeated, erased: sorted.erased, orphans: sorted.orphans, missing }
}

/**
 * Restores one table. Its parents must be there.
 * @param {{ db: D1Database, covers: R2Bucket, store: import('./stores.mjs').Store,
 *   onPart?: (table: string, parts: number) => Promise<void> }} job
 * @param {import('./tables.mjs').Table} table @param {import('./manifest.mjs').Part[]} parts
 * @param {Map<string, Set<string>>} erased keys of the rows of erased accounts, by table
 * @returns {Promise<{ rows: number, erased: number, leftOut: string[], missing: string[] }>} @throws BackupError
 */
export const restoreTable = async (job, table, parts, erased) => {
  const total = parts.reduce((sum, { rows }) => sum + rows, 0)
  const progress = tableProgress(`Restored ${table.name}`, total)
  const report = { rows: 0, erased: 0, leftOut: [], missing: [] }
  const nameOf = (row) => `${table.name} ${keyOf(table, row).join(' ')}`
  for (const [at, part] of parts.entries()) {
    const done = await restorePart(job, table, part, at, erased)
    report.rows += done.kept.length
    report.erased += done.erased.length
    report.leftOut.push(...done.orphans.map((row) => `${nameOf(row)} refers to nothing`))
    report.leftOut.push(...done.repeated.map((row) => `${nameOf(row)} repeats a unique value of another row`))
    report.missing.push(...done.missing)
    const { count = 0, bytes = 0 } = part.files ?? {}
    progress.add({ rows: part.rows, files: count, bytes: part.bytes + bytes })
    await job.onPart?.(table.name, at + 1)
  }
  progress.end()
  const stored = await countRows(job.db, table)
  if (stored !== report.rows)
    throw new BackupError(
      `${table.name} has ${stored} rows instead of ${report.rows}. Is the service in use?`,
    )
  return report
}
