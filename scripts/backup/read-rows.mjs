import { BackupError } from './error.mjs'
import { retry } from './retry.mjs'
import { quoted } from './tables.mjs'

// A page ends before the row that passes one of these: D1 holds a result in memory, and a row has up to 2 MB.
const rowsPerPage = 500
const bytesPerPage = 1_000_000

// SQLite's integers have 64 bits. Greater numbers are fractions, which JavaScript has in the same form.
const maxInteger = 2 ** 63

const list = (names) => names.map(quoted).join(', ')

const pageQuery = ({ name, columns, key }, isFirst) => {
  const size = columns.map((column) => `coalesce(length(cast(${quoted(column)} as blob)), 0)`).join(' + ')
  const where = isFirst ? '' : `where (${list(key)}) > (${key.map(() => '?').join(', ')})`
  return `select ${list(columns)} from (
    select *, sum("backup size") over (order by ${list(key)} rows between unbounded preceding and 1 preceding) as "backup before"
    from (select *, ${size} as "backup size" from ${quoted(name)} ${where} order by ${list(key)} limit ${rowsPerPage})
  ) where coalesce("backup before", 0) < ${bytesPerPage} order by ${list(key)}`
}

const readValue = (table, value) => {
  // D1 returns bytes as a list of numbers, and numbers as those of JavaScript.
  if (Array.isArray(value)) return Uint8Array.from(value)
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) <= maxInteger)
    throw new BackupError(`The table ${table.name} has the number ${value}, which D1 cannot return exactly.`)
  return value
}

/** @param {import('./tables.mjs').Table} table @param {Record<string, unknown>} row @returns {unknown[]} */
export const keyOf = (table, row) => table.key.map((column) => row[column])

const toRow = (table) => (row) =>
  Object.fromEntries(table.columns.map((column) => [column, readValue(table, row[column])]))

/**
 * @param {D1Database} db @param {import('./tables.mjs').Table} table
 * @param {unknown[] | null} after the key of the last row of the page before
 * @returns {Promise<object[]>} the next rows in the order of the key; none when the table has ended
 */
export const readPage = async (db, table, after) => {
  const query = db.prepare(pageQuery(table, after === null))
  const { results } = await retry(() => (after === null ? query : query.bind(...after)).all())
  return results.map(toRow(table))
}

/** @returns {Promise<object | undefined>} the row as it is now */
export const readRow = async (db, table, key) => {
  const where = table.key.map((column) => `${quoted(column)} = ?`).join(' and ')
  const query = db
    .prepare(`select ${list(table.columns)} from ${quoted(table.name)} where ${where}`)
    .bind(...key)
  const row = await retry(() => query.first())
  return row ? toRow(table)(row) : undefined
}

/** @returns {Promise<number>} */
export const countRows = (db, table) =>
  retry(() => db.prepare(`select count(*) as count from ${quoted(table.name)}`).first('count'))
