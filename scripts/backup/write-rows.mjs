import { retry } from './retry.mjs'
import { quoted } from './tables.mjs'

// D1 takes 100 KB in a statement. Parameters are counted here as if they stood in its text.
const maxBytes = 90_000
/** Longer values of a row that is too long for one statement are inserted empty, then appended in pieces. */
const longBytes = 1000
const pieceBytes = 80_000

const list = (names) => names.map(quoted).join(', ')

// A repeated insert does nothing, so that a restore can continue after a lost response. Nor does that of a row with a
// unique value of another row: a backup reads for a while, and a title may have passed from one book to another.
const ifNew = 'on conflict do nothing'

/** Many rows in one parameter. Fewer statements are faster. */
const insertMany = ({ name, columns }, values) => ({
  sql: `insert into ${quoted(name)} (${list(columns)}) select ${columns.map((_, at) => `value ->> ${at}`).join(', ')} from json_each(?) where true ${ifNew}`,
  params: [`[${values.join()}]`],
})

const insertOne = ({ name, columns }, row) => ({
  sql: `insert into ${quoted(name)} (${list(columns)}) values (${columns.map(() => '?').join(', ')}) ${ifNew}`,
  params: columns.map((column) => row[column] ?? null),
})

/** Whether every SQLite reads the value from JSON as it is: some end text at U+0000, or round fractions differently. */
const isPlain = (value) =>
  value === null || (typeof value === 'string' ? !value.includes('\0') : Number.isSafeInteger(value))

/** Cuts text between two characters, and bytes anywhere. */
const cut = (value) => {
  const bytes = Buffer.from(value)
  const pieces = []
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + pieceBytes, bytes.length)
    // In UTF-8 the bytes 10xxxxxx continue a character.
    if (typeof value === 'string') while (end < bytes.length && (bytes[end] & 0xc0) === 0x80) end--
    const piece = bytes.subarray(start, end)
    pieces.push({ start, value: typeof value === 'string' ? piece.toString() : Uint8Array.from(piece) })
    start = end
  }
  return pieces
}

/** Appends one piece if it is the next one. A repeated statement changes nothing. */
const append = (table, row, column, { start, value }) => {
  const name = quoted(column)
  const joined = typeof value === 'string' ? `${name} || ?` : `cast(${name} || ? as blob)`
  const where = table.key.map((part) => `${quoted(part)} = ?`).join(' and ')
  return {
    sql: `update ${quoted(table.name)} set ${name} = ${joined} where ${where} and length(cast(${name} as blob)) = ?`,
    params: [value, ...table.key.map((part) => row[part]), start],
  }
}

const bytesOf = (value) => (typeof value === 'string' ? Buffer.byteLength(value) : (value?.length ?? 24))

const insertLong = (table, row) => {
  const isLong = (column) => !table.key.includes(column) && bytesOf(row[column]) > longBytes
  const long = table.columns.filter(isLong)
  const empty = (value) => (typeof value === 'string' ? '' : new Uint8Array())
  const short = { ...row, ...Object.fromEntries(long.map((column) => [column, empty(row[column])])) }
  const pieces = long.flatMap((column) => cut(row[column]).map((piece) => append(table, row, column, piece)))
  return [insertOne(table, short), ...pieces]
}

/**
 * The statements that insert rows, each under D1's limits.
 * @param {import('./tables.mjs').Table} table @param {object[]} rows @returns {{ sql: string, params: unknown[] }[]}
 */
export const insertStatements = (table, rows) => {
  const { columns } = table
  const available = maxBytes - insertMany(table, []).sql.length
  const statements = []
  let group = []
  let bytes = 0
  const close = () => {
    if (group.length > 0) statements.push(insertMany(table, group))
    group = []
    bytes = 0
  }
  for (const row of rows) {
    const values = columns.map((column) => row[column] ?? null)
    const size = values.reduce((sum, value) => sum + bytesOf(value), 0)
    const text = size <= available && values.every(isPlain) ? JSON.stringify(values) : undefined
    const textBytes = text === undefined ? Number.POSITIVE_INFINITY : Buffer.byteLength(text) + 1
    if (textBytes > available) {
      close()
      statements.push(...(size > available ? insertLong(table, row) : [insertOne(table, row)]))
      continue
    }
    if (bytes + textBytes > available) close()
    group.push(text)
    bytes += textBytes
  }
  close()
  return statements
}

/** Inserts rows in one transaction. It may run again. @param {D1Database} db */
export const insertRows = async (db, table, rows) => {
  const statements = insertStatements(table, rows)
  if (statements.length === 0) return
  await retry(() => db.batch(statements.map(({ sql, params }) => db.prepare(sql).bind(...params))))
}
