import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { describe, test } from 'node:test'
import { uploads, useScenes, workersDevUrl } from './fakes/scene.mjs'

const scene = useScenes()
const toWorkersDev = ['--public-url', workersDevUrl]

describe('the first deploy', () => {
  test('creates everything, in an order that is safe to interrupt', async () => {
    const { deploy, account, leftovers } = scene()
    const { status, output, lines } = await deploy(toWorkersDev)
    assert.equal(status, 0, output)
    assert.deepEqual(
      lines.map((line) => line.replace(/--secrets-file .*/, '--secrets-file …')),
      [
        'whoami --json',
        'deployments status --json --env=',
        'deploy --dry-run --env=',
        'r2 bucket create bookplate-covers',
        'd1 list --json',
        'd1 create bookplate',
        'd1 migrations apply DB --remote --env=',
        `deploy --env= --var PUBLIC_URL:${workersDevUrl} --secrets-file …`,
      ],
    )
    assert.deepEqual(account().databases, ['bookplate'])
    assert.deepEqual(account().buckets, ['bookplate-covers'])
    assert.deepEqual(leftovers(), [])
    assert.match(output, /Deployed version the-new-version at https:\/\/bookplate\.mary\.workers\.dev/)
    assert.match(output, /\/health is the new version.s, and reports no problem/)
  })

  test('deploys the secrets that it writes to files of the operator', async () => {
    const { deploy, account, read, path } = scene()
    const { output, calls } = await deploy(toWorkersDev)
    const [{ secretsFile }] = uploads(calls)
    assert.equal(secretsFile.mode, 0o600)
    assert.deepEqual(Object.keys(secretsFile.secrets), ['JWT_KEYS', 'SECRET_KEY'])
    assert.deepEqual(account().workers.bookplate.secrets, secretsFile.secrets)
    assert.deepEqual(JSON.parse(read('jwt-keys.json')), JSON.parse(secretsFile.secrets.JWT_KEYS))
    assert.equal(read('secret-key.txt').trim(), secretsFile.secrets.SECRET_KEY)
    assert.equal(statSync(path('jwt-keys.json')).mode & 0o777, 0o600)
    assert.equal(statSync(path('secret-key.txt')).mode & 0o777, 0o600)
    assert.doesNotMatch(output, new RegExp(secretsFile.secrets.SECRET_KEY))
  })

  test('uses the secrets that the operator kept', async () => {
    const { deploy, write, account } = scene()
    write('jwt-keys.json', '{"keys":[{"kid":"kept"}]}')
    write('secret-key.txt', `${'k'.repeat(43)}\n`)
    const { status, output } = await deploy(toWorkersDev)
    assert.equal(status, 0, output)
    assert.deepEqual(account().workers.bookplate.secrets, {
      JWT_KEYS: '{"keys":[{"kid":"kept"}]}',
      SECRET_KEY: 'k'.repeat(43),
    })
  })

  test('writes no copies of secrets in CI, and says so', async () => {
    const { deploy, has } = scene()
    const { status, output } = await deploy(toWorkersDev, { CI: 'true' })
    assert.equal(status, 0, output)
    assert.ok(!has('jwt-keys.json') && !has('secret-key.txt'))
    assert.match(output, /JWT_KEYS and SECRET_KEY: new, without a copy/)
  })

  test('to staging changes nothing of production', async () => {
    const { deploy, account, has } = scene()
    const url = 'https://bookplate-staging.mary.workers.dev'
    const { status, output, lines } = await deploy(['--env', 'staging', '--public-url', url])
    assert.equal(status, 0, output)
    assert.deepEqual(account().databases, ['bookplate-staging'])
    assert.deepEqual(account().buckets, ['bookplate-staging-covers'])
    assert.deepEqual(Object.keys(account().workers), ['bookplate-staging'])
    assert.ok(has('jwt-keys.staging.json') && has('secret-key.staging.txt') && !has('jwt-keys.json'))
    const others = lines.filter(
      (line) => /^(deploy|secret|d1 migrations)/.test(line) && !line.includes('--env=staging'),
    )
    assert.deepEqual(others, [])
  })
})
