import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { deployed, uploads, useScenes, workersDevUrl } from './fakes/scene.mjs'

const scene = useScenes()
const withWorker = (changes) => ({
  ...deployed,
  workers: { bookplate: { ...deployed.workers.bookplate, ...changes } },
})

describe('a later deploy', () => {
  test('keeps secrets, database, bucket and address', async () => {
    const { deploy, account } = scene(deployed)
    const before = account()
    const { status, output, calls, lines } = await deploy()
    assert.equal(status, 0, output)
    const withoutPaths = lines.map((line) => line.replace(/--config .*wrangler\.toml/, '--config …'))
    assert.deepEqual(withoutPaths, [
      'whoami --json',
      'deployments status --json --env=',
      'versions view v1 --json --env=',
      'secret list --format=json --env=',
      'deploy --dry-run --env=',
      'r2 bucket create bookplate-covers',
      'd1 list --json',
      'd1 migrations apply DB --remote --env= --config …',
      `deploy --env= --var PUBLIC_URL:${workersDevUrl}`,
      'd1 migrations apply DB --remote --env=',
    ])
    assert.equal(uploads(calls)[0].secretsFile, undefined)
    assert.deepEqual(account(), before)
  })

  test('keeps a custom domain, which has a DNS record', async () => {
    const { deploy } = scene({
      ...withWorker({ url: 'https://books.example' }),
      takenDomains: ['books.example'],
    })
    const { status, output, calls } = await deploy()
    assert.equal(status, 0, output)
    assert.equal(
      uploads(calls)[0].line,
      'deploy --env= --var PUBLIC_URL:https://books.example --domain books.example',
    )
  })

  test('adds only the secret that is missing', async () => {
    const { deploy } = scene(withWorker({ secrets: { JWT_KEYS: '{}' } }))
    const { status, output, calls } = await deploy()
    assert.equal(status, 0, output)
    assert.deepEqual(Object.keys(uploads(calls)[0].secretsFile.secrets), ['SECRET_KEY'])
  })

  test('creates what is missing for a Worker that has secrets only', async () => {
    const { deploy, account } = scene({ workers: { bookplate: { secrets: { JWT_KEYS: '{}' } } } })
    const { status, output, calls } = await deploy(['--public-url', workersDevUrl])
    assert.equal(status, 0, output)
    assert.deepEqual(account().databases, ['bookplate'])
    assert.deepEqual(account().buckets, ['bookplate-covers'])
    assert.deepEqual(Object.keys(uploads(calls)[0].secretsFile.secrets), ['SECRET_KEY'])
  })

  test('creates no empty database under a running service', async () => {
    const { deploy, account } = scene({ ...deployed, databases: [] })
    const { status, output } = await deploy()
    assert.equal(status, 1)
    assert.match(output, /The Worker bookplate exists, but its database bookplate does not/)
    assert.deepEqual(account().databases, [])
  })

  test('uses the database that wrangler.toml names by its id', async () => {
    const { deploy, read, write } = scene(deployed)
    const name = 'database_name = "bookplate"'
    write('wrangler.toml', read('wrangler.toml').replace(name, `${name}\ndatabase_id = "some-id"`))
    const { status, output, lines } = await deploy()
    assert.equal(status, 0, output)
    assert.ok(!lines.some((line) => line.startsWith('d1 list') || line.startsWith('d1 create')))
  })
})
