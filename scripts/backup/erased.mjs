import { erasedPrefix } from '../../src/erasure/storage.ts'
import { each } from './each.mjs'
import { listFiles } from './files.mjs'
import { retry } from './retry.mjs'
import { disposableTables, quoted } from './tables.mjs'

/** @param {R2Bucket} covers @returns {Promise<string[]>} the ids of the accounts that R2 remembers as erased */
export const listErased = async (covers) => {
  const ids = []
  for await (const page of listFiles(covers, erasedPrefix))
    ids.push(...page.map(({ key }) => key.slice(erasedPrefix.length)))
  return ids
}

/** The ids of R2, and those of accounts whose erasure is in progress. */
export const readErased = async (db, covers) => {
  const { results } = await retry(() => db.prepare('select id from users where erased_at is not null').all())
  return [...new Set([...(await listErased(covers)), ...results.map(({ id }) => id)])].sort()
}

/** Remembers erased accounts in the bucket of a restored installation. */
export const rememberErased = async (covers, ids) => {
  const known = new Set(await listErased(covers))
  const missing = ids.filter((id) => !known.has(id))
  await each(missing, 16, (id) => retry(() => covers.put(`${erasedPrefix}${id}`, '')))
}

// As `accountHiding` of src/erasure/statements.ts does. The Worker's maintenance then deletes books and covers.
const hide = `update users set name = '', email = 'erased:' || id, password_hash = '', updated_at = ?2,
  disabled_at = coalesce(disabled_at, ?2), erased_at = ?2
  where id in (select value from json_each(?1)) and erased_at is null`

const idsPerStatement = 1000

/**
 * After D1's own history was restored: hides accounts again that were erased since, and ends what a restore does not
 * bring back.
 * @param {D1Database} db @param {string[]} ids @param {Date} now @param {string[]} kept tables whose rows stay
 * @returns {Promise<number>} the number of accounts that were back
 */
export const eraseAgain = async (db, ids, now) => {
  let hidden = 0
  for (let at = 0; at < ids.length; at += idsPerStatement) {
    const some = JSON.stringify(ids.slice(at, at + idsPerStatement))
    const { meta } = await retry(() => db.prepare(hide).bind(some, now.getTime()).run())
    hidden += meta.changes
  }
  return hidden
}

/** Deletes the rows of a table in steps, because D1 bounds the time of a statement. */
const emptyTable = async (db, table) => {
  const query = `delete from ${quoted(table)} where rowid in (select rowid from ${quoted(table)} limit 10000)`
  for (;;) {
    const { meta } = await retry(() => db.prepare(query).run())
    if (meta.changes === 0) return
  }
}

/** Ends sessions, tokens and everything else that a backup leaves out. Files wait for the sweep, so their rows stay. */
export const endDisposable = async (db) => {
  for (const table of disposableTables().filter((name) => name !== 'unowned_covers'))
    await emptyTable(db, table)
}
