import { fieldColumns } from './fields.mjs'

// A page of rows crosses the channel of the process in one message.
const rowsPerPage = 5000

/** @returns all rows of a table with an `id` */
const allRows = async (service, columns, table) => {
  const rows = []
  for (let after = ''; ; ) {
    const sql = `select ${columns} from ${table} where id > ?1 order by id limit ${rowsPerPage}`
    const page = await service.query(sql, after)
    rows.push(...page)
    if (page.length < rowsPerPage) return rows
    after = page.at(-1).id
  }
}

/** Everything that the service has stored of its readers. */
export const readState = async (service) => ({
  users: await allRows(service, 'id, name, email, disabled_at, erased_at', 'users'),
  sessions: await allRows(service, 'id, user_id, counter', 'sessions'),
  books: await allRows(service, `id, user_id, ${fieldColumns}, version, cover_key`, 'books'),
  unowned: await service.query('select key from unowned_covers'),
  files: await service.listFiles(),
})
