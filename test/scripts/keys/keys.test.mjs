// `npm run keys` in a folder of its own, against a deployed service that is a server of this test.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { keyIdOf } from '../../../scripts/keys/named-keys.mjs'

const script = fileURLToPath(new URL('../../../scripts/keys.mjs', import.meta.url))
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000)

let deployed = { status: 200, body: '{}', modified: undefined }
const server = createServer((request, response) => {
  if (request.url !== '/.well-known/jwks.json') deployed = { ...deployed, status: 404 }
  if (deployed.modified) response.setHeader('Last-Modified', deployed.modified.toUTCString())
  response.writeHead(deployed.status).end(deployed.body)
})
let url
before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${server.address().port}`
})
after(() => server.close())

const makeFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-keys-'))
  after(() => rmSync(folder, { recursive: true }))
  const env = { PATH: `${folder}:/usr/bin:/bin`, HOME: folder }
  const run = (...args) =>
    new Promise((resolve) => {
      execFile(process.execPath, [script, ...args], { cwd: folder, env }, (error, stdout, stderr) =>
        resolve({ status: error ? error.code : 0, output: stdout + stderr }),
      )
    })
  const path = (name) => join(folder, name)
  return { run, path, read: (name) => readFileSync(path(name), 'utf8') }
}

/** A key set with a new key that was published so many minutes ago. */
const published = async (minutes) => {
  const folder = makeFolder()
  await folder.run()
  const { status, output } = await folder.run('publish')
  assert.equal(status, 0, output)
  const set = JSON.parse(folder.read('jwt-keys.json'))
  set.keys[1].published_at = minutesAgo(minutes).toISOString()
  writeFileSync(folder.path('jwt-keys.json'), JSON.stringify(set))
  return { ...folder, set, kids: () => JSON.parse(folder.read('jwt-keys.json')).keys.map(({ kid }) => kid) }
}

const publicHalf = ({ kid, x }) => ({ kid, x, kty: 'OKP', crv: 'Ed25519' })
const serve = (keys, modified) => {
  deployed = { status: 200, body: JSON.stringify({ keys: keys.map(publicHalf) }), modified }
}

describe('npm run keys -- promote', () => {
  test('promotes a key that the deployed service has published for long enough', async () => {
    const { run, set, kids } = await published(30)
    serve(set.keys, minutesAgo(25))
    const { status, output } = await run('promote', '--public-url', url)
    assert.equal(status, 0, output)
    assert.deepEqual(kids(), [set.keys[1].kid, set.keys[0].kid])
    assert.match(output, /wrangler secret put JWT_KEYS < jwt-keys\.json/)
    for (const { d } of set.keys) assert.ok(!output.includes(d))
  })

  const other = { kid: 'other', x: 'x' }
  for (const [when, keys, modified, message] of [
    ['the new key is not deployed', ([signing]) => [signing], minutesAgo(60), /does not have the new key/],
    [
      'another key has its name',
      ([signing, next]) => [signing, { ...other, kid: next.kid }],
      minutesAgo(60),
      /does not have the new key/,
    ],
    [
      'the service has other keys',
      () => [other],
      minutesAgo(60),
      /belongs to another service, or it is older/,
    ],
    ['the version that has it is young', (all) => all, minutesAgo(1), /Too early to promote the new key/],
  ])
    test(`changes nothing when ${when}`, async () => {
      const { run, set, read } = await published(30)
      const text = read('jwt-keys.json')
      serve(keys(set.keys), modified)
      const { status, output } = await run('promote', '--public-url', url)
      assert.equal(status, 1)
      assert.match(output, message)
      assert.equal(read('jwt-keys.json'), text)
    })

  for (const [when, response, message] of [
    [
      'responds with an error',
      { status: 500, body: '{}' },
      /Cannot read the deployed keys .*: the status is 500/,
    ],
    ['redirects', { status: 302, body: '' }, /Cannot read the deployed keys/],
    ['responds with a page', { status: 200, body: '<html>' }, /the response has no keys/],
  ])
    test(`changes nothing when the service ${when}`, async () => {
      const { run, read } = await published(30)
      const text = read('jwt-keys.json')
      deployed = response
      const { status, output } = await run('promote', '--public-url', url)
      assert.equal(status, 1)
      assert.match(output, message)
      assert.equal(read('jwt-keys.json'), text)
    })

  test('changes nothing when there is no such service', async () => {
    const { run } = await published(30)
    const { status, output } = await run('promote', '--public-url', 'http://127.0.0.1:1')
    assert.equal(status, 1)
    assert.match(output, /Cannot read the deployed keys at http:\/\/127\.0\.0\.1:1\/\.well-known\/jwks\.json/)
  })

  test('sends no request when the file alone shows that it is too early', async () => {
    const { run } = await published(10)
    const { status, output } = await run('promote', '--public-url', 'http://127.0.0.1:1')
    assert.equal(status, 1)
    assert.match(output, /Too early to promote the new key: wait until/)
  })

  test('rejects an address that is no origin', async () => {
    const { run } = await published(30)
    const { status, output } = await run('promote', '--public-url', `${url}/path`)
    assert.equal(status, 1)
    assert.match(output, /is no origin such as/)
  })
})

describe('npm run keys', () => {
  test('makes a key set once, for the owner alone', async () => {
    const { run, path } = makeFolder()
    assert.equal((await run()).status, 0)
    assert.equal(statSync(path('jwt-keys.json')).mode & 0o777, 0o600)
    const { status, output } = await run()
    assert.equal(status, 1)
    assert.match(output, /exists already/)
  })

  test('names the file of staging', async () => {
    const { run, read } = makeFolder()
    const { output } = await run('new', '--env', 'staging')
    assert.match(output, /put JWT_KEYS --env staging < jwt-keys\.staging\.json/)
    assert.equal(JSON.parse(read('jwt-keys.staging.json')).keys.length, 1)
    assert.match((await run('publish', 'jwt-keys.staging.json')).output, /--env staging/)
  })

  for (const [args, message] of [
    [['toString'], /Unknown step "toString": use new, publish, promote, retire/],
    [['--unknown'], /Unknown option '--unknown'[\s\S]*--public-url/],
    [['--env', 'test'], /--env must be production or staging/],
    [['publish', 'a.json', 'b.json'], /Unknown argument "b\.json"/],
    [['publish'], /Cannot read jwt-keys\.json/],
    [['new', 'secret-key.txt'], /Unknown step "new": use publish, promote, retire/],
  ])
    test(`explains an error: ${args.join(' ')}`, async () => {
      const { status, output } = await makeFolder().run(...args)
      assert.equal(status, 1)
      assert.match(output, message)
      assert.doesNotMatch(output, /^ {4}at /m)
    })

  test('prints its usage', async () => {
    const { status, output } = await makeFolder().run('--help')
    assert.equal(status, 0)
    assert.match(output, /promote .*deployed service/)
  })

  test('rotates SECRET_KEY in its file, and prints no key', async () => {
    const { run, read, path } = makeFolder()
    const old = 'A'.repeat(43)
    writeFileSync(path('secret-key.txt'), `${old}\n`)
    const { output } = await run('publish', 'secret-key.txt')
    assert.match(output, /wrangler secret put SECRET_KEY < secret-key\.txt/)
    const [first, second] = read('secret-key.txt').trim().split('\n')
    assert.equal(first, old)
    const [next] = second.split(' ')
    assert.match(second, /^[\w-]{43} # since /)
    assert.ok(!output.includes(next) && !output.includes(old))
    assert.match((await run('promote', 'secret-key.txt')).output, /Too early/)

    writeFileSync(path('secret-key.txt'), `${old}\n${next} # since ${minutesAgo(6).toISOString()}\n`)
    assert.match((await run('promote', 'secret-key.txt')).output, /key 2 {2}verifies until/)
    assert.match(read('secret-key.txt'), new RegExp(`^${next}\n${old} # until `))
    assert.equal(statSync(path('secret-key.txt')).mode & 0o777, 0o600)
  })

  /** A folder whose old key may be retired, and a wrangler that reports rows of D1. */
  const retiring = async (idOf) => {
    const folder = makeFolder()
    const [next, old] = ['B', 'A'].map((letter) => letter.repeat(43))
    const text = `${next}\n${old} # until ${minutesAgo(1).toISOString()}\n`
    writeFileSync(folder.path('secret-key.txt'), text)
    const rows = idOf && [{ id: await keyIdOf(idOf({ next, old })), rows: 3 }]
    const output = rows ? JSON.stringify([{ results: rows, success: true }]) : ''
    writeFileSync(folder.path('wrangler'), `#!/bin/sh\necho '${output}'\n${rows ? '' : 'exit 1'}\n`)
    chmodSync(folder.path('wrangler'), 0o755)
    return { ...folder, text, next }
  }

  test('retires a key of SECRET_KEY that no row names', async () => {
    const { run, read, next } = await retiring(({ next }) => next)
    const { status, output } = await run('retire', 'secret-key.txt')
    assert.equal(status, 0, output)
    assert.equal(read('secret-key.txt'), `${next}\n`)
  })

  for (const [when, idOf, message] of [
    ['a row names it', ({ old }) => old, /encrypts 3 secrets of TOTP/],
    ['D1 cannot be asked', undefined, /Cannot read the keys that rows of D1 name/],
  ])
    test(`retires no key of SECRET_KEY when ${when}`, async () => {
      const { run, read, text } = await retiring(idOf)
      const { status, output } = await run('retire', 'secret-key.txt')
      assert.equal(status, 1)
      assert.match(output, message)
      assert.equal(read('secret-key.txt'), text)
    })
})
