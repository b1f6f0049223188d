import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { insertRows, migrate, readRows } from '../../scripts/migrations/database.mjs'
import { isDropOnly } from '../../scripts/migrations/drop-only.mjs'
import { readMigrations } from '../../scripts/migrations/read.mjs'
import { readReleased, releasedTags } from '../../scripts/migrations/released.mjs'
import { openDatabases } from './support/databases.mjs'
import { generateAddition, generateRebuild } from './support/generate.mjs'

const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)))
const tags = releasedTags()
const [last] = tags.slice(-1)

const databases = await openDatabases(2 * tags.length + 4)

const addition = generateAddition()
const rebuild = generateRebuild()

/** @returns a database as the released version left it */
const filled = async (tag) => {
  const db = databases.pop()
  const released = readReleased(tag)
  await migrate(db, released.migrations)
  await insertRows(db, released.rows)
  return { db, ...released }
}

const readSchema = async (db) => {
  const sql = "select name, sql from sqlite_master where substr(name, 1, 4) <> '_cf_' order by name"
  return (await db.prepare(sql).all()).results
}

let all
/** @returns a database with all migrations in their order */
const migrated = async () => {
  if (all) return all
  all = databases.pop()
  await migrate(all, migrations)
  return all
}

const laterThan = (tag) => migrations.filter((migration) => migration.tag > tag)

/** Compares every row in the columns that it had. The columns that are new have one value in all of them. */
const assertKept = async (db, rows) => {
  const after = await readRows(db)
  for (const [name, before] of Object.entries(rows)) {
    const columns = Object.keys(before[0])
    const kept = after[name]?.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))
    assert.deepEqual(kept, before, name)
    const added = after[name].map((row) =>
      Object.entries(row).filter(([column]) => !columns.includes(column)),
    )
    for (const one of added) assert.deepEqual(one, added[0], name)
  }
  const { results } = await db.prepare('pragma foreign_key_check').all()
  assert.deepEqual(results, [])
  assert.equal(await db.prepare('pragma quick_check').first('quick_check'), 'ok')
  return after
}

describe('released versions', () => {
  test('are kept for every migration but the last', () => {
    // A migration that only drops indexes is released together with the one before it.
    const lasts = migrations.filter((_, at) => !isDropOnly(migrations[at + 1]?.sql ?? ''))
    const missing = lasts.slice(0, -1).filter(({ tag }) => !tags.includes(tag))
    const how = 'run `npm run release-schema` in the commit before the next migration, and commit its files'
    assert.deepEqual(
      missing.map(({ tag }) => tag),
      [],
      how,
    )
  })

  for (const tag of tags)
    test(`${tag}: no migration was edited, removed or inserted after its release`, () => {
      const released = readReleased(tag).migrations
      assert.deepEqual(migrations.slice(0, released.length), released)
    })

  for (const tag of tags)
    test(`${tag}: every later migration keeps every row`, async () => {
      const { db, rows } = await filled(tag)
      for (const migration of laterThan(tag)) {
        await migrate(db, [migration])
        await assertKept(db, rows)
      }
      for (const name of Object.keys(rows)) assert.notEqual(rows[name].length, 0, `${name} is empty`)
    })

  for (const tag of tags)
    test(`${tag}: in the order of a deploy, the later migrations make the same schema`, async () => {
      const { db, rows } = await filled(tag)
      const drops = laterThan(tag).filter(({ sql }) => isDropOnly(sql))
      await migrate(db, [...laterThan(tag).filter((one) => !drops.includes(one)), ...drops])
      await assertKept(db, rows)
      assert.deepEqual(await readSchema(db), await readSchema(await migrated()))
    })
})

test('columns and a table that drizzle-kit generates keep every row', async () => {
  const { db, rows } = await filled(last)
  await migrate(db, [...laterThan(last), addition.migration])
  const after = await assertKept(db, rows)
  assert.deepEqual(after.notes, [])
  for (const { motto, level } of after.users) assert.deepEqual([motto, level], [null, 7])
})

describe('the rebuild that the check rejects', () => {
  test('fails where books exist, and D1 undoes it', async () => {
    const { db, rows } = await filled(last)
    await migrate(db, laterThan(last))
    await assert.rejects(migrate(db, [rebuild.migration]), /FOREIGN KEY constraint failed/)
    await assertKept(db, rows)
  })

  test('succeeds where no row without a cascade exists, and deletes every session and request', async () => {
    const { db, rows } = await filled(last)
    await migrate(db, laterThan(last))
    for (const name of Object.keys(rows)) {
      const { results } = await db.prepare(`pragma foreign_key_list("${name}")`).all()
      if (results.some(({ table, on_delete }) => table === 'users' && on_delete !== 'CASCADE'))
        await db.prepare(`delete from "${name}"`).run()
    }
    await migrate(db, [rebuild.migration])
    const after = await readRows(db)
    assert.equal(after.users.length, rows.users.length)
    assert.deepEqual([after.sessions, after.download_tokens, after.idempotency_keys], [[], [], []])
  })
})
