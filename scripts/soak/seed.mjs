import { readdirSync, readFileSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { root } from '../dev/paths.mjs'
import { addBooks } from '../seed/books.mjs'
import { addUsers, seedPassword } from '../seed/users.mjs'
import { fieldColumns, fieldsOfRow } from './fields.mjs'
import { newReader } from './ledger.mjs'
import { sealFirstToken } from './refresh-token.mjs'

const booksPerReader = 3
const insertSessions = `insert into sessions (id, user_id, counter, created_at, rotated_at, expires_at, user_agent)
  select value ->> 0, value ->> 1, 0, ?2, ?2, ?3, 'soak' from json_each(?1)`
const lifetimeMs = 30 * 24 * 60 * 60 * 1000

/** The database of `service`, as much of D1's API as the seeding needs. */
const databaseOf = (service) => ({
  prepare: (sql) => {
    const run = (...values) => service.insert(sql, ...values)
    return { run, bind: (...values) => ({ run: () => run(...values) }) }
  },
})

const migrate = async (service) => {
  const folder = `${root}/migrations`
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  for (const file of files.sort()) {
    const statements = readFileSync(`${folder}/${file}`, 'utf8').split('--> statement-breakpoint')
    for (const statement of statements) await service.insert(statement)
  }
}

/**
 * Fills an empty database with readers, each with a session and books, and enters them in the ledger. No reader signs in for
 * it: thousands of password hashes would take longer than the soak.
 * @param {{ SECRET_KEY: string, PASSWORD_HASH_CALLS: string }} vars of the Worker
 */
export const seedReaders = async (service, ledger, vars, count) => {
  await migrate(service)
  const db = databaseOf(service)
  const emails = Array.from({ length: count }, (_, at) => `soak-${at}@example.com`)
  const ids = await addUsers(db, emails, Number(vars.PASSWORD_HASH_CALLS))
  await addBooks(db, ids, { count: count * booksPerReader })
  const sessions = ids.map((id) => [uuidv7(), id])
  const now = Date.now()
  await service.insert(insertSessions, JSON.stringify(sessions), now, now + lifetimeMs)
  for (const [at, [sessionId, id]] of sessions.entries()) {
    const refresh = sealFirstToken(vars.SECRET_KEY, sessionId)
    const user = { id, name: 'Seeded Reader', email: emails[at], password: seedPassword }
    ledger.seed(newReader(user), { sessions: [[sessionId, { counter: 0, refresh }]] })
  }
  const rows = await service.query(`select id, user_id, ${fieldColumns}, version from books`)
  for (const { id, user_id, version, ...row } of rows) {
    const book = { id, version, ...fieldsOfRow(row), cover: null }
    ledger.seed(ledger.readers.get(user_id), { books: [[book.title, book]] })
  }
}
