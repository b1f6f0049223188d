import { withBindings } from '../backup/bindings.mjs'
import { listFiles } from '../backup/files.mjs'
import { keyOf, readPage } from '../backup/read-rows.mjs'
import { readTables } from '../backup/tables.mjs'

/** Opens the local state. */
export const withState = (persistTo, work) =>
  withBindings({ env: 'production', isRemote: false, persistTo }, [], work)

const readRows = async (db, table) => {
  const rows = []
  for (let after = null; ; after = keyOf(table, rows.at(-1))) {
    const page = await readPage(db, table, after)
    if (page.length === 0) return rows
    rows.push(...page)
  }
}

const readFiles = async (covers) => {
  const files = {}
  for await (const page of listFiles(covers))
    for (const { key } of page) {
      const object = await covers.get(key)
      const { httpMetadata, customMetadata } = object
      files[key] = { bytes: Buffer.from(await object.arrayBuffer()), httpMetadata, customMetadata }
    }
  return files
}

/** @returns {Promise<{ tables: Record<string, object[]>, files: Record<string, object>, problems: object[] }>} */
export const readState = (persistTo) =>
  withState(persistTo, async ({ db, covers }) => {
    const tables = {}
    for (const table of await readTables(db)) tables[table.name] = await readRows(db, table)
    // A restore sets it, so that programs read their libraries again.
    for (const user of tables.users) user.changes_from = 0
    const count = async (name) => db.prepare(`select count(*) as count from ${name}`).first('count')
    const sessions = await count('sessions')
    const { results: problems } = await db.prepare('pragma foreign_key_check').all()
    return {
      tables,
      sessions,
      requests: await count('idempotency_keys'),
      problems,
      files: await readFiles(covers),
    }
  })
