import { sha256 } from './checksum.mjs'
import { listName, partName, toLines } from './manifest.mjs'
import { readPart } from './part.mjs'
import { tableProgress } from './progress.mjs'
import { countRows } from './read-rows.mjs'

/** @returns {import('./manifest.mjs').TableEntry} that of the table, new or begun */
export const entryOf = (manifest, { name, columns, key }) => {
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
    missing: files.filter((file) => file.sha256 === undefined).map(({ name }) => name),
    bytes: present.reduce((sum, file) => sum + file.bytes, 0),
    sha256: sha256(list),
  }
  await store.write(listName(table.name, at), list, part.files.sha256)
  return part
}

/**
 * Copies the rows of a table and their files, from the end of the last part on.
 * @param {{ db: D1Database, covers: R2Bucket, store: import('./stores.mjs').Store }} job
 * @param {import('./tables.mjs').Table} table @param {import('./manifest.mjs').TableEntry} entry
 * @param {() => Promise<void>} onPart
 */
export const backUpTable = async (job, table, entry, onPart) => {
  const progress = tableProgress(`Backed up ${table.name}`, await countRows(job.db, table))
  const note = ({ rows, bytes, files }) =>
    progress.add({ rows, files: files?.count ?? 0, bytes: bytes + (files?.bytes ?? 0) })
  entry.parts.forEach(note)
  while (!entry.isComplete) {
    const page = await readPart(job, table, entry.after)
    if (page === undefined) {
      entry.isComplete = true
    } else {
      const part = await writePart(job.store, table, entry.parts.length, page)
      entry.parts.push(part)
      entry.after = page.last
      note(part)
    }
    await onPart()
  }
  progress.end()
}
