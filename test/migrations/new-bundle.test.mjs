// The Worker of today on rows of released versions: before the migrations that only drop indexes, and after them.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { bundleWorker } from '../../scripts/migrations/bundle.mjs'
import { insertRows, migrate } from '../../scripts/migrations/database.mjs'
import { isDropOnly } from '../../scripts/migrations/drop-only.mjs'
import { readMigrations } from '../../scripts/migrations/read.mjs'
import { readReleased, releasedTags } from '../../scripts/migrations/released.mjs'
import { readRuntimeConfig, startBundle } from '../../scripts/migrations/service.mjs'
import { operations, stateOf } from './support/operations.mjs'
import { addSameTitle } from './support/same-title.mjs'

const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)))
const drops = migrations.filter(({ sql }) => isDropOnly(sql))

const folder = mkdtempSync(join(tmpdir(), 'bookplate-bundle-'))
const bundle = bundleWorker(folder)
after(() => rmSync(folder, { recursive: true }))

/** @returns whether the released version has indexes that later migrations drop: then the deploy has two steps */
const hasTwoSteps = (tag) => drops.some((one) => one.tag > tag)

for (const tag of releasedTags())
  for (const isBefore of hasTwoSteps(tag) ? [true, false] : [false])
    describe(`the Worker of today on rows of ${tag}, ${isBefore ? 'before' : 'after'} indexes are dropped`, () => {
      let state
      before(async () => {
        const released = readReleased(tag)
        const service = await startBundle({ bundle, config: readRuntimeConfig() })
        await migrate(service.db, released.migrations)
        await insertRows(service.db, released.rows)
        const later = migrations.slice(released.migrations.length)
        const additions = later.filter((one) => !drops.includes(one))
        const dropsNow = isBefore ? [] : later.filter((one) => drops.includes(one))
        await migrate(service.db, [...additions, ...dropsNow])
        state = stateOf(service, released.rows)
      })
      after(() => state?.close())

      for (const [name, run] of Object.entries(operations)) test(name, () => run(state))

      test('every book has its sort keys', async () => {
        const { clean, db } = state
        await clean()
        const sql = 'select count(*) as n from books where keyed_version is not version or title_key is null'
        assert.equal(await db.prepare(sql).first('n'), 0)
      })

      test('books with the title of another are added, or wait for the drop', () => addSameTitle(state))
    })
