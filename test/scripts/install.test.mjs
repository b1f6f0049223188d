import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'

const root = join(import.meta.dirname, '../..')

const lockfile = (version, more = {}) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/a': { version }, ...more } })

describe('scripts/install.mjs', () => {
  let folder
  const path = (name) => join(folder, name)
  const callsOfNpm = () =>
    existsSync(path('calls')) ? readFileSync(path('calls'), 'utf8').trim().split('\n') : []

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bookplate-install-'))
    for (const name of ['scripts', 'bin', 'node_modules']) mkdirSync(path(name))
    cpSync(join(root, 'scripts/install.mjs'), path('scripts/install.mjs'))
    const npm = `#!/bin/sh\necho "$@" >> ${path('calls')}\nexit $(cat ${path('status')} 2> /dev/null || echo 0)\n`
    writeFileSync(path('bin/npm'), npm, { mode: 0o755 })
    writeFileSync(path('package-lock.json'), lockfile('1.0.0'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const install = () => {
    const env = { ...process.env, PATH: `${path('bin')}${delimiter}${process.env.PATH}` }
    return spawnSync(process.execPath, [path('scripts/install.mjs')], { env, encoding: 'utf8' })
  }

  test('runs npm ci with development and platform packages when packages are missing', () => {
    assert.equal(install().status, 0)
    assert.deepEqual(callsOfNpm(), [
      'ci --include=dev --include=optional --engine-strict=false --loglevel=error',
    ])
  })

  test('runs npm ci when a version differs', () => {
    writeFileSync(path('node_modules/.package-lock.json'), lockfile('0.9.0'))
    install()
    assert.equal(callsOfNpm().length, 1)
  })

  test('runs nothing when the packages are those of the lockfile, without those of other platforms', () => {
    writeFileSync(
      path('package-lock.json'),
      lockfile('1.0.0', { 'node_modules/b': { version: '1.0.0', optional: true } }),
    )
    writeFileSync(path('node_modules/.package-lock.json'), lockfile('1.0.0'))
    assert.equal(install().status, 0)
    assert.deepEqual(callsOfNpm(), [])
  })

  test('fails when npm fails', () => {
    writeFileSync(path('status'), '3')
    assert.equal(install().status, 3)
  })
})
