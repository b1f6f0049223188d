import assert from 'node:assert/strict'
import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { keyIdOf } from '../../../scripts/keys/named-keys.mjs'
import { makeFolder, minutesAgo } from './folder.mjs'

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
