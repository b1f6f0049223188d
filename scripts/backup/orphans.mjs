import { erasedPrefix } from '../../src/erasure/storage.ts'
import { coverKeyOf, listFiles } from './files.mjs'
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

/**
 * @param {D1Database} db @param {R2Bucket} covers @param {Date} before files that are younger may get their row yet
 * @returns {Promise<string[]>} the names of files that no row names
 */
export const findOrphans = async (db, covers, before) => {
  const names = []
  for await (const page of listFiles(covers))
    for (const { key, uploaded } of page)
      if (!key.startsWith(erasedPrefix) && key !== markerFile && uploaded < before) names.push(key)
  // After the list: a file that was listed had its row by now, or never.
  const keys = new Set()
  await addKeys(db, keys, { table: 'books', column: 'cover_key', order: 'id' })
  await addKeys(db, keys, { table: 'unowned_covers', column: 'key', order: 'key' })
  const candidates = names.filter((name) => !keys.has(coverKeyOf(name)))
  const stillThere = []
  for (const name of candidates) if (await retry(() => covers.head(name))) stillThere.push(name)
  return stillThere
}
