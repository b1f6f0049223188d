import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { checkInstalled } from '../../scripts/dev/installed.mjs'
import { removeFakes, runFake } from './dev/fake.mjs'

after(removeFakes)

const listen = (server) =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address().port))
  })

describe('npm run dev says at once what is wrong, before anything is built', { concurrency: 2 }, () => {
  const cases = [
    ['a port that is no number', { port: '80a' }, /PORT must be a number from 1 to 65535, not "80a"/],
    ['a port out of range', { port: '65536' }, /PORT must be a number from 1 to 65535/],
    ['an unknown option', { args: ['--full'] }, /Unknown option '--full'.*Usage: \[PORT=8787\] npm run dev/s],
    [
      'a .dev.vars that lacks a secret',
      { prepare: (clone) => clone.write('.dev.vars', "JWT_KEYS='{}'\n") },
      /\.dev\.vars has no SECRET_KEY\.\nCorrect the setting, or delete \.dev\.vars/,
    ],
    [
      'a .dev.vars that was cut off',
      { prepare: (clone) => clone.write('.dev.vars', "SECRET_KEY='abc'\nJWT_KEYS='{\"keys\":[{'\n") },
      /A setting in \.dev\.vars or wrangler\.toml is not valid\..*SECRET_KEY.*delete \.dev\.vars/s,
    ],
    [
      'a .dev.vars whose keys are not JSON',
      {
        prepare: (clone) =>
          clone.write('.dev.vars', `SECRET_KEY='${'a'.repeat(43)}'\nJWT_KEYS='{"keys":[{'\n`),
      },
      /A setting in \.dev\.vars or wrangler\.toml is not valid\..*JWT_KEYS.*JSON.*delete \.dev\.vars/s,
    ],
    [
      'a .dev.vars that cannot be read',
      { prepare: (clone) => clone.write('.dev.vars/file', '') },
      /\.dev\.vars cannot be read: .*Make it a readable file, or delete it/s,
    ],
  ]
  for (const [name, options, message] of cases) {
    test(name, async () => {
      const { code, output, calls } = await runFake(options)
      assert.match(output, message)
      assert.equal(code, 1)
      assert.deepEqual(calls, [])
      assert.doesNotMatch(output, /\n {4}at /)
    })
  }

  test('a failed migration', async () => {
    const { code, output, calls } = await runFake({ fake: { migrationError: 'near "CREAT": syntax error' } })
    assert.match(
      output,
      /The local database could not be migrated with 0000_init\.sql\.\n {2}✘ \[ERROR\] near "CREAT": syntax error\n.*correct it in migrations\/ and start again.*delete \.wrangler\/state/,
    )
    assert.equal(code, 1)
    assert.deepEqual(calls, ['d1 migrations apply DB --local'])
  })

  test('missing packages, and a Node that is too old for them', async () => {
    const prepare = (clone) => clone.removePackage('vite')
    const { code, output, calls } = await runFake({ prepare })
    assert.match(output, /Packages are missing\. Install them: npm install --include=dev/)
    assert.equal(code, 1)
    assert.deepEqual(calls, [])
    assert.throws(() => checkInstalled('20.19.5'), {
      name: 'StartError',
      message: /^Node 22\.18 or later is needed, and this is 20\.19\.5\..*npm rebuild node/,
    })
    assert.throws(() => checkInstalled('22.17.1'), /Node 22\.18/)
    assert.doesNotThrow(() => checkInstalled('22.18.0'))
    assert.doesNotThrow(() => checkInstalled('24.0.0'))
  })
})

describe('a port that is in use', { concurrency: 2 }, () => {
  const bodies = {
    other: { status: 'ok' },
    bookplate: {
      message: 'Up.',
      data: { status: 'ok', version: '1.0.0', checks: { d1: 'ok', r2: 'ok' } },
    },
  }
  const servers = Object.fromEntries(
    Object.entries(bodies).map(([name, body]) => [
      name,
      createServer((_, res) => res.end(JSON.stringify(body))),
    ]),
  )
  const ports = {}
  before(async () => {
    for (const [name, server] of Object.entries(servers)) ports[name] = await listen(server)
  })
  after(() => {
    for (const server of Object.values(servers)) server.close()
  })

  test('by another service, even one that has a /health', async () => {
    const { code, output, calls } = await runFake({ port: ports.other })
    const [, next] =
      /Port \d+ is in use: by another program\. Stop it, or choose another port: .*?(\d+)/.exec(output) ?? []
    assert.ok(Number(next) > 0, output)
    assert.equal(code, 1)
    assert.deepEqual(calls, [])
    assert.doesNotMatch(output, /is running/)
  })

  test('by another Bookplate', async () => {
    const { code, output, calls } = await runFake({ port: ports.bookplate })
    assert.match(
      output,
      /Port (\d+) is in use: a Bookplate already runs at http:\/\/localhost:\1\. Use that one/,
    )
    assert.equal(code, 1)
    assert.deepEqual(calls, [])
  })
})
