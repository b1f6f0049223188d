import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { describe, test } from 'node:test'
import { deployed, newVersion, useScenes, workersDevUrl } from './fakes/scene.mjs'

const useScene = useScenes()

const released = deployed.migrations.filter((name) => name < '0003')
const addition = '0003_addition.sql'
const drop = '0004_drop.sql'
const laterAddition = '0005_addition.sql'
const statements = {
  [addition]: 'CREATE UNIQUE INDEX `a` ON `books` (`user_id`, `title`, `category`);',
  [drop]: 'DROP INDEX `books_title`;--> statement-breakpoint\nDROP INDEX `books_newest`;',
  [laterAddition]: 'CREATE INDEX `b` ON `books` (`version`);',
}

/** An installation of a version before, and a clone with an addition, a drop and another addition. */
const scene = (account = {}, changed = {}) => {
  const made = useScene({ ...deployed, migrations: released, ...account })
  for (const name of deployed.migrations.slice(released.length)) made.delete(`migrations/${name}`)
  const files = Object.entries({ ...statements, ...changed })
  for (const [name, sql] of files) made.write(`migrations/${name}`, sql)
  const tags = [...released, ...files.map(([name]) => name)].map((name) => ({ tag: basename(name, '.sql') }))
  made.write('migrations/meta/_journal.json', JSON.stringify({ entries: tags }))
  return made
}

const applied = ({ account }) => account().migrations.slice(released.length)

const steps = (lines) =>
  lines
    .filter((line) => /^(d1 migrations|deploy (?!--dry-run))/.test(line))
    .map((line) => line.replace(/--config .*wrangler\.toml/, '--config …'))

const additions = 'd1 migrations apply DB --remote --env= --config …'
const upload = `deploy --env= --var PUBLIC_URL:${workersDevUrl}`
const all = 'd1 migrations apply DB --remote --env='

describe('a migration that only drops indexes', () => {
  test('is applied after the new version responds, the others before the upload', async () => {
    const made = scene()
    const { status, output, lines } = await made.deploy()
    assert.equal(status, 0, output)
    assert.deepEqual(steps(lines), [additions, upload, all])
    assert.deepEqual(applied(made), [addition, laterAddition, drop])
    assert.match(output, /health is the new version's[\s\S]*✓ Applied the migrations that only drop indexes/)
    assert.deepEqual(made.leftovers(), [])
  })

  const interruptions = [
    ['an addition fails', { brokenMigration: addition }, [], /The new version is not deployed/],
    ['the upload fails', { failures: { deploy: 'It broke' } }, [addition, laterAddition], /deploy` failed/],
    [
      'the new version is not healthy',
      { health: [{ status: 503, body: 'no' }] },
      [addition, laterAddition],
      /has the status 503/,
    ],
    [
      'the version before still responds',
      { health: [{ status: 200, body: '{"data":{"deployment":"v1"}}' }] },
      [addition, laterAddition],
      /is still served by v1/,
    ],
    [
      'the drop fails',
      { brokenMigration: drop },
      [addition, laterAddition],
      /new version is in service and works, and the indexes are still there\. Deploy again/,
    ],
  ]
  for (const [when, account, before, message] of interruptions)
    test(`is applied by the next deploy when ${when}`, async () => {
      const made = scene(account)
      const { status, output } = await made.deploy()
      assert.equal(status, 1)
      assert.match(output, message)
      assert.deepEqual(applied(made), before)
      assert.deepEqual(made.leftovers(), [])

      made.change({ health: newVersion, failures: {}, brokenMigration: undefined })
      const again = await made.deploy()
      assert.equal(again.status, 0, again.output)
      assert.deepEqual(applied(made), [addition, laterAddition, drop])
    })

  test('waits for the next deploy when no version can be reached', async () => {
    const made = scene({ health: [{ unreachable: 'getaddrinfo ENOTFOUND' }] })
    const { status, output } = await made.deploy()
    assert.equal(status, 0)
    assert.match(output, /! Indexes that only the version before needs are dropped by the next deploy/)
    assert.deepEqual(applied(made), [addition, laterAddition])
  })

  test('is applied with all others by a first deploy', async () => {
    const made = scene({ workers: {}, databases: [], buckets: [], migrations: [] })
    const { status, output, lines } = await made.deploy(['--public-url', workersDevUrl])
    assert.equal(status, 0, output)
    assert.deepEqual(steps(lines).slice(0, -1), [all])
    assert.deepEqual(made.account().migrations, [...released, addition, drop, laterAddition])
  })

  test('needs no step when there is none', async () => {
    const made = scene({}, { [drop]: 'DROP INDEX `books_newest`; CREATE INDEX `c` ON `books` (`version`);' })
    const { status, output, lines } = await made.deploy()
    assert.equal(status, 0, output)
    assert.deepEqual(steps(lines), [all, upload])
    assert.deepEqual(applied(made), [addition, drop, laterAddition])
  })
})
