import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const read = (path) => readFileSync(join(root, path), 'utf8')
const page = read('docs/security.md')

const named = [...page.matchAll(/`((?:test|src|web|scripts)\/[\w./-]+)`/g)].map(([, path]) => path)
const isTest = (path) => /^test\/.*\.(?:test|matrix)\.m?[jt]s$/.test(path)

/** The rows of the table below a heading, without its head. */
const rowsBelow = (heading) => {
  const [, section] = page.split(`\n${heading}\n`)
  const lines = section.split(/\n#+ /)[0].split('\n')
  return lines.filter((line) => line.startsWith('| ')).slice(2)
}

describe('docs/security.md', () => {
  test('names files that exist', () => {
    assert.ok(named.filter(isTest).length > 40)
    assert.deepEqual(
      named.filter((path) => !existsSync(join(root, path))),
      [],
    )
  })

  test('names a test for each attacker', () => {
    const rows = rowsBelow('### Who attacks, and what stops them')
    assert.ok(rows.length > 15)
    const tests = rows.map((row) => [...row.matchAll(/`([^`]+)`/g)].filter(([, path]) => isTest(path)).length)
    assert.deepEqual(
      rows.filter((_, at) => tests[at] === 0),
      [],
    )
  })

  test('has the pathway of each route that opens a session', () => {
    const pathways = rowsBelow('## Pathways of authentication').join('\n')
    for (const route of [
      '/users/login',
      '/users/login/mfa',
      '/users/login/passkey',
      '/users/passkey-sign-up',
    ])
      assert.ok(pathways.includes(`POST ${route}\``), route)
  })
})
