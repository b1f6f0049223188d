import { coverKeyOf } from '../../src/covers/storage.ts'
import { erasedPrefix } from '../../src/erasure/storage.ts'
import { listFiles } from './files.mjs'
import { markerFile } from './marker.mjs'
import { retry } from './retry.mjs'

const keysPerPage = 10_000

/** Adds the keys of covers that rows name now. */
const addKeys = async (db, keys, { table, column, order }) => {
  const query = db.prepare(
    `select ${column} as key, ${order} as place from ${table} where ${order} > ? order by ${order} limit ${keysPerPage}`,
  )
  for (let place = ''; ; ) {
    const { results } = await retry(() => query.bind(place).all())
    for (const { key } of results) if (key !== null) keys.add(key)
    if (results.length < keysPerPage) return
    place = results.at(-1).place
  }
}

/** @returns {Promise<Set<string>>} those of `keys` that a book has now */
const ownedNow = async (db, keys) => {
  const query = 'select cover_key as key from books where cover_key in (select value from json_each(?))'
  const owned = new Set()
  for (let at = 0; at < keys.length; at += keysPerPage) {
    const some = JSON.stringify(keys.slice(at, at + keysPerPage))
    const { results } = await retry(() => db.prepare(query).bind(some).all())
    for (const { key } of results) owned.add(key)
  }
  return owned
}

/**
 * Finds files that no row names. The service enters a cover into `unowned_covers` before it writes the files, and moves
 * it to its book in one transaction, or back. So the rows are read after the files, and those of books twice.
 * @param {D1Database} db @param {R2Bucket} covers @returns {Promise<string[]>} their names
 */
export const findOrphans = async (db, covers) => {
  const names = []
  for await (const page of listFiles(covers))
    for (const { key } of page) if (!key.startsWith(erasedPrefix) && key !== markerFile) names.push(key)
  const keys = new Set()
  await addKeys(db, keys, { table: 'books', column: 'cover_key', order: 'id' })
  await addKeys(db, keys, { table: 'unowned_covers', column: 'key', order: 'key' })
  const candidates = names.filter((name) => !keys.has(coverKeyOf(name)))
  const owned = await ownedNow(
    db,
    candidates.map(coverKeyOf).filter((key) => key !== undefined),
  )
  const orphans = []
  for (const name of candidates.filter((one) => !owned.has(coverKeyOf(one))))
    if (await retry(() => covers.head(name))) orphans.push(name)
  return orphans
}
