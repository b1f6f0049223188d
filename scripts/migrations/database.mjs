/**
 * Applies migrations as D1 does: each is one transaction.
 * @param {D1Database} db @param {{ tag: string, sql: string }[]} migrations
 */
export const migrate = async (db, migrations) => {
  for (const { sql } of migrations)
    await db.batch(sql.split('--> statement-breakpoint').map((statement) => db.prepare(statement)))
}

const selectTables = `select name from sqlite_master
  where type = 'table' and substr(name, 1, 7) <> 'sqlite_' and substr(name, 1, 4) <> '_cf_'`

const quoted = (name) => `"${name}"`

/**
 * @param {D1Database} db
 * @returns {Promise<Record<string, Record<string, unknown>[]>>} all rows by table, in the order of insertion
 */
export const readRows = async (db) => {
  const { results } = await db.prepare(selectTables).all()
  const read = ({ name }) => db.prepare(`select * from ${quoted(name)} order by rowid`)
  const tables = await db.batch(results.map(read))
  return Object.fromEntries(results.map(({ name }, at) => [name, tables[at].results]))
}

// One parameter of D1 holds at most 2 MB.
const rowsPerInsert = 50

/** Inserts rows as `readRows` returns them. The order of tables does not matter. */
export const insertRows = async (db, rows) => {
  const insert = (name, some) => {
    const columns = Object.keys(some[0])
    const values = columns.map((column) => `value ->> '$.${column}'`)
    const sql = `insert into ${quoted(name)} (${columns.map(quoted)}) select ${values} from json_each(?)`
    return db.prepare(sql).bind(JSON.stringify(some))
  }
  const chunks = (all) =>
    Array.from({ length: Math.ceil(all.length / rowsPerInsert) }, (_, at) =>
      all.slice(at * rowsPerInsert, (at + 1) * rowsPerInsert),
    )
  await db.batch([
    db.prepare('pragma defer_foreign_keys = on'),
    ...Object.entries(rows).flatMap(([name, all]) => chunks(all).map((some) => insert(name, some))),
  ])
}
