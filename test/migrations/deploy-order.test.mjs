// The two steps of a deploy, with the real wrangler on a local database.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { withoutDrops } from '../../scripts/deploy/migrations.mjs'
import { root, wranglerFile } from '../../scripts/dev/paths.mjs'
import { isDropOnly } from '../../scripts/migrations/drop-only.mjs'
import { readMigrations } from '../../scripts/migrations/read.mjs'

process.chdir(root)

test('wrangler applies the migrations without those that only drop indexes, then these', async (t) => {
  const state = mkdtempSync(join(tmpdir(), 'bookplate-order-'))
  t.after(() => rmSync(state, { recursive: true }))
  const d1 = (...args) =>
    execFileSync(
      process.execPath,
      [wranglerFile, 'd1', ...args, '--local', `--persist-to=${state}`, '--env='],
      {
        env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
        stdio: ['ignore', 'pipe', 'inherit'],
        encoding: 'utf8',
      },
    )
  const applied = () => {
    const sql = 'select name from d1_migrations order by id'
    const [{ results }] = JSON.parse(d1('execute', 'DB', '--json', '--command', sql))
    return results.map(({ name }) => name.replace('.sql', ''))
  }
  const migrations = readMigrations('migrations')
  const tagsOf = (isWanted) => migrations.filter(({ sql }) => isWanted(sql)).map(({ tag }) => tag)
  const additions = tagsOf((sql) => !isDropOnly(sql))

  await withoutDrops(async (config) => d1('migrations', 'apply', 'DB', '--config', config))
  assert.deepEqual(applied(), additions)
  d1('migrations', 'apply', 'DB')
  assert.deepEqual(applied(), [...additions, ...tagsOf(isDropOnly)])
})
