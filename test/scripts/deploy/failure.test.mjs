import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { uploads, useScenes, workersDevUrl } from './fakes/scene.mjs'

const scene = useScenes()
const toWorkersDev = ['--public-url', workersDevUrl]

describe('a deploy that fails', () => {
  const failures = [
    [
      'd1 create',
      /Cannot create the database bookplate:\n.*It broke/,
      ['Created the bucket bookplate-covers'],
    ],
    [
      'd1 migrations',
      /A migration failed.*D1 has undone/,
      ['Created the database bookplate', 'Wrote jwt-keys.json and secret-key.txt'],
    ],
    ['deploy', /`wrangler deploy` failed.*wrangler deployments status/, ['Applied the migrations']],
  ]
  for (const [command, message, finished] of failures)
    test(`at ${command} lists the finished steps, and continues at the next run`, async () => {
      const { deploy, change, leftovers, account, read } = scene({ failures: { [command]: 'It broke' } })
      const { status, output } = await deploy(toWorkersDev)
      assert.equal(status, 1)
      assert.match(output, message)
      for (const step of finished)
        assert.match(output.slice(output.indexOf('Finished before the error')), new RegExp(step))
      assert.deepEqual(leftovers(), [])

      change({ failures: {} })
      const again = await deploy(toWorkersDev)
      assert.equal(again.status, 0, again.output)
      assert.deepEqual(account().databases, ['bookplate'])
      const { JWT_KEYS } = account().workers.bookplate.secrets
      assert.deepEqual(JSON.parse(read('jwt-keys.json')), JSON.parse(JWT_KEYS))
    })

  const errors = [
    ['without R2', { hasR2: false }, toWorkersDev, /Cannot create the bucket[\s\S]*enable R2/],
    ['on the Free plan', { plan: 'free' }, toWorkersDev, /Free plan[\s\S]*docs\/operations\.md explains/],
    [
      'for a domain of another account',
      {},
      ['--public-url', 'https://books.elsewhere'],
      /Could not find zone[\s\S]*wrangler deployments status/,
    ],
  ]
  for (const [when, account, args, message] of errors)
    test(`${when} shows the error of wrangler`, async () => {
      const { deploy, leftovers } = scene(account)
      const { status, output } = await deploy(args)
      assert.equal(status, 1)
      assert.match(output, message)
      assert.deepEqual(leftovers(), [])
    })

  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])
    test(`by ${signal} removes the secrets file`, async () => {
      const { start, calls, leftovers } = scene({ hangs: true })
      const { child, ended } = start(toWorkersDev)
      while (uploads(calls()).length === 0) await sleep(50)
      assert.notDeepEqual(leftovers(), [])
      child.kill(signal)
      assert.equal(await ended, expected)
      assert.deepEqual(leftovers(), [])
    })
})

describe('after the deploy', () => {
  test('an error of /health fails it', async () => {
    const { deploy } = scene({ health: [{ status: 500, body: 'misconfigured' }] })
    const { status, output } = await deploy(toWorkersDev)
    assert.equal(status, 1)
    assert.match(output, /\/health has the status 500: misconfigured[\s\S]*wrangler rollback/)
  })

  const healthOf = (deployment) => ({ status: 200, body: JSON.stringify({ data: { deployment } }) })
  const stale = [healthOf('v1'), healthOf(undefined), { status: 503, body: 'starting' }]

  test('the script waits for the new version, through responses of others', async () => {
    const { deploy } = scene({ health: [...stale, healthOf('the-new-version')] })
    const { status, output } = await deploy([...toWorkersDev, '--wait', '60'])
    assert.equal(status, 0, output)
    assert.match(output, /\/health is the new version's, and reports no problem/)
  })

  for (const [deployment, name] of [
    ['v1', 'v1'],
    [undefined, 'a version that does not tell its id'],
  ])
    test(`another version that still responds fails it: ${name}`, async () => {
      const { deploy } = scene({ health: [healthOf(deployment)] })
      const { status, output } = await deploy(toWorkersDev)
      assert.equal(status, 1)
      assert.match(output, new RegExp(`the-new-version was deployed, but .* is still served by ${name}`))
    })

  test('an address that DNS does not know yet is a warning', async () => {
    const { deploy } = scene({ health: [{ unreachable: 'getaddrinfo ENOTFOUND' }] })
    const { status, output } = await deploy(toWorkersDev)
    assert.equal(status, 0)
    assert.match(output, /cannot be reached yet \(getaddrinfo ENOTFOUND\)/)
  })
})
