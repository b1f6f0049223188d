import { backUpFiles, filesOf } from './files.mjs'
import { keyOf, readPage, readRow } from './read-rows.mjs'

// Each time the cover was replaced again between reading its row and its file.
const maxAttempts = 5

const filesNamedBy = (table, rows) =>
  rows.flatMap((row) => filesOf(table, row).map((name) => ({ name, row: keyOf(table, row) })))

const isMissing = (file) => file.sha256 === undefined

/** Copies the files of one row. The row is read again while it changes. @returns undefined when it was deleted */
const settle = async (job, table, row) => {
  let current = row
  for (let attempt = 1; ; attempt++) {
    const latest = await readRow(job.db, table, keyOf(table, current))
    if (!latest) return undefined
    const files = await backUpFiles(job.covers, job.store, filesNamedBy(table, [latest]))
    const isSame = filesOf(table, latest).join() === filesOf(table, current).join()
    current = latest
    if (!files.some(isMissing) || isSame || attempt === maxAttempts) return { row: latest, files }
  }
}

/**
 * Reads the next rows of a table, and copies the files that they name at once. A cover that was replaced or deleted
 * meanwhile has no file any more: its row is read again, so that row and file belong together.
 * @param {{ db: D1Database, covers: R2Bucket, store: import('./stores.mjs').Store }} job
 * @param {import('./tables.mjs').Table} table @param {unknown[] | null} after
 * @returns {Promise<{ rows: object[], files: import('./files.mjs').FileEntry[], last: unknown[] } | undefined>}
 *   undefined when the table has ended
 */
export const readPart = async (job, table, after) => {
  const page = await readPage(job.db, table, after)
  if (page.length === 0) return undefined
  const copied = await backUpFiles(job.covers, job.store, filesNamedBy(table, page))
  const incomplete = new Set(copied.filter(isMissing).map(({ row }) => JSON.stringify(row)))
  const rows = []
  const files = copied.filter(({ row }) => !incomplete.has(JSON.stringify(row)))
  for (const row of page) {
    const isIncomplete = incomplete.has(JSON.stringify(keyOf(table, row)))
    const settled = isIncomplete ? await settle(job, table, row) : { row, files: [] }
    if (!settled) continue
    rows.push(settled.row)
    files.push(...settled.files)
  }
  return { rows, files, last: keyOf(table, page.at(-1)) }
}
