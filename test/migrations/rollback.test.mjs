// After a rollback behind a dropped index. The commands are those of docs/operations.md.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { insertRows, migrate } from '../../scripts/migrations/database.mjs'
import { isDropOnly } from '../../scripts/migrations/drop-only.mjs'
import { readMigrations } from '../../scripts/migrations/read.mjs'
import { readReleased, unpackBundle } from '../../scripts/migrations/released.mjs'
import { startBundle } from '../../scripts/migrations/service.mjs'
import { operations, stateOf } from './support/operations.mjs'
import { newReader } from './support/same-title.mjs'

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const [, section] = read('docs/operations.md').split('### Behind a dropped index')
const [create, createOther, forget, count] = [...section.matchAll(/--command "(.*)"/g)].map(([, sql]) => sql)
const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)))

describe('the Worker of 0002_clean_up after the indexes are dropped', () => {
  const released = readReleased('0002_clean_up')
  const { bundle, remove } = unpackBundle('0002_clean_up')
  let state
  before(async () => {
    const service = await startBundle({ bundle, config: released.config })
    await migrate(service.db, released.migrations)
    await insertRows(service.db, released.rows)
    await migrate(service.db, migrations.slice(released.migrations.length))
    state = stateOf(service, released.rows)
  })
  after(async () => {
    await state?.close()
    remove()
  })

  const { 'a file is imported': importing, ...others } = operations
  for (const [name, run] of Object.entries(others)) test(name, () => run(state))

  test('imports get 503 until the index is back, which needs titles that differ', async () => {
    const { db, client } = state
    state.as = await newReader(client)
    await assert.rejects(importing(state), /503/)
    assert.equal(await db.prepare(count).first('count(*)'), 0)
    const columns =
      'user_id, title, description, title_words, description_words, category, version, created_at, updated_at'
    await db
      .prepare(
        `insert into books (id, authors, ${columns}) select 'x', '["A"]', ${columns} from books limit 1`,
      )
      .run()
    assert.equal(await db.prepare(count).first('count(*)'), 1)
    await assert.rejects(db.prepare(create).run(), /UNIQUE constraint failed/)
    await db.prepare("delete from books where id = 'x'").run()
    await db.prepare(create).run()
    await importing(state)
  })

  test('the next deploy drops all that the commands bring back', async () => {
    const { db } = state
    const indexes = async () =>
      (await db.prepare("select name, sql from sqlite_schema where type = 'index' order by name").all())
        .results
    const [, file] = /^delete from d1_migrations where name = '(.*)\.sql'$/.exec(forget) ?? []
    const forgotten = migrations.filter(({ tag }) => tag === file)
    assert.deepEqual(
      forgotten.map(({ sql }) => isDropOnly(sql)),
      [true],
    )
    await db.prepare('drop index books_title').run()
    const before = await indexes()
    await db.batch([db.prepare(create), db.prepare(createOther)])
    assert.equal((await indexes()).length, before.length + 2)
    await migrate(db, forgotten)
    assert.deepEqual(await indexes(), before)
  })
})
