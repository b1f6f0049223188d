// `npm run release-schema` keeps the rows of fill.mjs: later migrations are tested on them.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { bundleWorker } from '../../scripts/migrations/bundle.mjs'
import { insertRows, migrate, readRows } from '../../scripts/migrations/database.mjs'
import { fill } from '../../scripts/migrations/fill.mjs'
import { readMigrations } from '../../scripts/migrations/read.mjs'
import { readRuntimeConfig, startBundle } from '../../scripts/migrations/service.mjs'
import { unfilledColumns } from '../../scripts/migrations/unfilled.mjs'

const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)))

describe('a database that the Worker of today filled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-fill-'))
  let service
  before(async () => {
    service = await startBundle({ bundle: bundleWorker(folder), config: readRuntimeConfig() })
    await migrate(service.db, migrations)
  })
  after(async () => {
    await service?.close()
    rmSync(folder, { recursive: true })
  })

  test('has a value in every column, and its rows are the same after a copy', async () => {
    const { db } = service
    assert.ok((await unfilledColumns(db)).includes('books.title'))
    await fill(service)
    assert.deepEqual(await unfilledColumns(db), [])
    const rows = await readRows(db)
    const deletions = Object.keys(rows).map((name) => db.prepare(`delete from "${name}"`))
    await db.batch([db.prepare('pragma defer_foreign_keys = on'), ...deletions])
    await insertRows(db, rows)
    assert.deepEqual(await readRows(db), rows)
  })
})
