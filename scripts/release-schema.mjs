// `npm run release-schema`: keeps the version in this folder for the tests of later migrations, when it is released: its
// migrations, its bundled Worker, and the rows of a database that this Worker filled.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleWorker } from './migrations/bundle.mjs'
import { migrate, readRows } from './migrations/database.mjs'
import { fill } from './migrations/fill.mjs'
import { readMigrations } from './migrations/read.mjs'
import { writeReleased } from './migrations/released.mjs'
import { readRuntimeConfig, startBundle } from './migrations/service.mjs'
import { unfilledColumns } from './migrations/unfilled.mjs'

const folder = mkdtempSync(join(tmpdir(), 'bookplate-release-'))

const filledRows = async (bundle, config, migrations) => {
  const service = await startBundle({ bundle, config })
  try {
    await migrate(service.db, migrations)
    await fill(service)
    const unfilled = await unfilledColumns(service.db)
    if (unfilled.length > 0)
      throw new Error(`scripts/migrations/fill.mjs leaves columns empty: ${unfilled.join(', ')}`)
    return await readRows(service.db)
  } finally {
    await service.close()
  }
}

try {
  const bundle = bundleWorker(folder)
  const config = readRuntimeConfig()
  const migrations = readMigrations('migrations')
  const rows = await filledRows(bundle, config, migrations)
  writeReleased({ migrations, config, rows }, readFileSync(bundle))
  const counts = Object.entries(rows).map(([name, all]) => `${name} ${all.length}`)
  console.log(`✓ ${migrations.at(-1).tag}: ${counts.join(', ')}`)
} finally {
  rmSync(folder, { recursive: true })
}
