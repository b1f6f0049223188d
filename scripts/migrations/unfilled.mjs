const selectColumns = `select t.name as "table", c.name as "column", c.dflt_value as "default"
  from sqlite_master as t join pragma_table_info(t.name) as c
  where t.type = 'table' and substr(t.name, 1, 7) <> 'sqlite_' and substr(t.name, 1, 4) <> '_cf_'`

/** The default is a literal of SQL. */
const countFilled = ({ table, column, default: value }) =>
  `select count(*) as n from "${table}" where "${column}" is not null and "${column}" is not ${value}`

/** @param {D1Database} db @returns {Promise<string[]>} the columns in which every row has null or the default */
export const unfilledColumns = async (db) => {
  const { results: columns } = await db.prepare(selectColumns).all()
  const counts = await db.batch(columns.map((one) => db.prepare(countFilled(one))))
  return columns
    .filter((_, at) => counts[at].results[0].n === 0)
    .map(({ table, column }) => `${table}.${column}`)
}
