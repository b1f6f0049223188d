import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readAudit } from '../../scripts/supply-chain/advisories.mjs'
import { isAllowed, licenceProblems, shippedLicences } from '../../scripts/supply-chain/licences.mjs'
import { integrityProblems, scriptProblems } from '../../scripts/supply-chain/lockfile.mjs'

const lockfile = (packages) => ({ packages: { '': { license: 'MIT' }, ...packages } })

describe('licences', () => {
  const cases = [
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['GPL-3.0-only OR ISC', true],
    ['Apache-2.0 AND MIT', true],
    ['Apache-2.0 AND LGPL-3.0-or-later', false],
    ['MIT OR Apache-2.0 AND GPL-3.0-only', true],
    ['GPL-3.0-only', false],
    ['mit', false],
    ['', false],
    ['SEE LICENSE IN LICENSE', false],
    ['(MIT AND (GPL-3.0-only OR ISC))', false],
  ]
  for (const [expression, expected] of cases)
    test(`${expression || '(none)'} is ${expected ? '' : 'not '}allowed`, () =>
      assert.equal(isAllowed(expression, shippedLicences), expected))

  test('a tool may have a weak copyleft, a part of the deployment may not', () => {
    const packages = {
      'node_modules/shipped': { license: 'MPL-2.0' },
      'node_modules/a/node_modules/tool': { license: 'MPL-2.0', dev: true },
      'node_modules/unlicensed': { dev: true },
    }
    assert.deepEqual(licenceProblems(lockfile(packages), false), [
      'shipped: the licence MPL-2.0 is not allowed in a deployment',
      'unlicensed: the licence (none) is not allowed for a tool',
    ])
    assert.equal(licenceProblems(lockfile(packages), true).length, 1)
  })
})

describe('install scripts', () => {
  const scripted = lockfile({
    'node_modules/esbuild': { hasInstallScript: true },
    'node_modules/a/node_modules/esbuild': { hasInstallScript: true },
    'node_modules/b': {},
  })
  const check = (allowScripts, npmrc = '') =>
    scriptProblems({ lockfile: scripted, manifest: { allowScripts }, npmrc })

  test('must be named, whether they may run or not', () => {
    assert.deepEqual(check(undefined), ['esbuild has an install script that allowScripts does not name'])
    assert.deepEqual(check({ esbuild: true }), [])
    assert.deepEqual(check({ esbuild: false }), [])
  })
  test('need no name where none may run', () =>
    assert.deepEqual(check(undefined, 'ignore-scripts=true\n'), []))
  test('no name stays behind', () =>
    assert.deepEqual(check({ esbuild: true, b: true }), [
      'allowScripts names b, which has no install script',
    ]))
})

test('a package without sha512 integrity is found', () => {
  const packages = {
    'node_modules/a': { integrity: 'sha512-x' },
    'node_modules/b': { integrity: 'sha1-x' },
    'node_modules/c': {},
  }
  assert.equal(integrityProblems(lockfile(packages)).length, 2)
})

describe('advisories', () => {
  test('of a severity from moderate on are problems', () => {
    const vulnerabilities = {
      a: { name: 'a', severity: 'high', range: '<2.0.0' },
      b: { name: 'b', severity: 'low', range: '*' },
    }
    const { problems } = readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities }))
    assert.deepEqual(problems, ['a <2.0.0 has an advisory of severity high'])
  })
  test('of a registry that offers none are not checked, and the output says why', () => {
    assert.equal(readAudit('{"message":"405 Method Not Allowed"}').unchecked, '405 Method Not Allowed')
    assert.equal(readAudit('{"error":{"summary":"no network"}}').unchecked, 'no network')
    assert.equal(readAudit('<html>').unchecked, 'npm printed no JSON')
  })
})
