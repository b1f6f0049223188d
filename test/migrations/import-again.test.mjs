// A file that a released version imported is imported again after the migration: each of its books is there already.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { bundleWorker } from '../../scripts/migrations/bundle.mjs'
import { insertRows, migrate, readRows } from '../../scripts/migrations/database.mjs'
import { emails, password } from '../../scripts/migrations/fill.mjs'
import { readMigrations } from '../../scripts/migrations/read.mjs'
import { readReleased, releasedTags, unpackBundle } from '../../scripts/migrations/released.mjs'
import { readRuntimeConfig, startBundle } from '../../scripts/migrations/service.mjs'
import { clientOf, json } from './support/operations.mjs'
import { importFile } from './support/same-title.mjs'

const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)))
const fixture = (name) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))
const files = ['goodreads.csv', 'storygraph.csv']
const account = { email: emails.reader, password }

/** Imports the files with a released version. @returns the rows of its database, and how many books it added */
const importWith = async (tag) => {
  const released = readReleased(tag)
  const { bundle, remove } = unpackBundle(tag)
  const service = await startBundle({ bundle, config: released.config })
  try {
    await migrate(service.db, released.migrations)
    const client = clientOf(service)
    await client.request(201, 'POST', '/users', json({ name: 'The Reader', ...account }))
    const as = await client.read(200, 'POST', '/users/login', json(account))
    const created = []
    for (const name of files) created.push((await importFile(client, as, fixture(name))).created)
    return { released, rows: await readRows(service.db), created }
  } finally {
    await service.close()
    remove()
  }
}

test('a file that the last released version imported adds no book again', async () => {
  const { released, rows, created } = await importWith(releasedTags().at(-1))
  for (const count of created) assert.ok(count > 0)
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-bundle-'))
  const service = await startBundle({ bundle: bundleWorker(folder), config: readRuntimeConfig() })
  try {
    await migrate(service.db, released.migrations)
    await insertRows(service.db, Object.fromEntries(Object.entries(rows).filter(([, all]) => all.length > 0)))
    await migrate(service.db, migrations.slice(released.migrations.length))
    const client = clientOf(service)
    const as = await client.read(200, 'POST', '/users/login', json(account))
    for (const mode of ['preview', 'apply'])
      for (const name of files)
        assert.equal((await importFile(client, as, fixture(name), mode)).created, 0, `${mode} ${name}`)
  } finally {
    await service.close()
    rmSync(folder, { recursive: true })
  }
})
