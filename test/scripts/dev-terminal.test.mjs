import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { mapStack } from '../../scripts/dev/stack.mjs'
import { lineToShow } from '../../scripts/dev/terminal.mjs'

const warning = (text) => `▲ [WARNING] ${text}`
const error = (text) => `✘ [ERROR] ${text}`

describe('what a developer sees of the runtime', () => {
  const hidden = [
    ['[wrangler:info] GET /books 200 OK (12ms)', 'stdout'],
    ['[wrangler:info] POST /users 409 Conflict (12ms)', 'stdout'],
    ['[wrangler:info] Ready on http://localhost:8787', 'stdout'],
    ['⎔ Reloading local server...', 'stdout'],
    ['{"level":"info","event":"signed_in","userId":"1"}', 'stdout'],
    ['', 'stdout'],
    ['', 'stderr'],
  ]
  for (const [line, stream] of hidden) {
    test(`not ${line || 'an empty line'}`, () => assert.equal(lineToShow(line, stream), undefined))
  }

  const shown = [
    [
      '[wrangler:info] GET /books 500 Internal Server Error (9ms)',
      '✘ GET /books 500 Internal Server Error (9ms)',
    ],
    [
      '[wrangler:info] GET /health 503 Service Unavailable (9ms)',
      '✘ GET /health 503 Service Unavailable (9ms)',
    ],
    ['[wrangler:error] Error: boom', '✘ Error: boom'],
    ['a console.log of the developer { a: 1 }', 'a console.log of the developer { a: 1 }'],
    ['{"a":1}', '{"a":1}'],
  ]
  for (const [line, text] of shown) test(`${text}`, () => assert.equal(lineToShow(line, 'stdout'), text))

  test('warnings and errors of the Worker and of its build', () => {
    for (const line of [warning('careful'), error('Build failed with 1 error:'), '      src/app.ts:1:2:']) {
      assert.equal(lineToShow(line, 'stderr'), line)
    }
  })

  test('log events, with a stack trace that can be read', () => {
    const cause = { name: 'Error', message: 'inner', stack: 'Error: inner\n    at b' }
    const event = {
      level: 'error',
      event: 'failed',
      code: 'internal_error',
      status: 500,
      cause: { name: 'Error', message: 'boom', stack: 'Error: boom\n    at a', cause },
    }
    assert.equal(
      lineToShow(error(JSON.stringify(event)), 'stderr'),
      [
        '✘ failed',
        '  code: internal_error',
        '  status: 500',
        '  cause: Error: boom',
        '      at a',
        '  caused by Error: inner',
        '      at b',
      ].join('\n'),
    )
    const line = warning('{"level":"warn","event":"slow","bookIds":[1]}')
    assert.equal(lineToShow(line, 'stderr'), '▲ slow\n  bookIds: [1]')
  })
})

test('the places of a stack trace are those of the source', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-stack-'))
  const bundle = join(folder, 'index.js')
  const url = pathToFileURL(bundle).href
  // One segment: line 1, column 1 of the bundle is line 3, column 5 of the source.
  const map = { version: 3, sources: ['../src/a.ts'], names: [], mappings: 'AAEI' }
  writeFileSync(`${bundle}.map`, JSON.stringify(map))
  const stack = `Error: boom\n    at f (${url}:1:1)\n    at g (/x/node_modules/hono/hono.js:1:1)`
  const [first, place, ...rest] = mapStack(stack).split('\n')
  assert.equal(first, 'Error: boom')
  assert.match(place, /^ {4}at f \(\S*src\/a\.ts:3:5\)$/)
  assert.deepEqual(rest, [])
  rmSync(folder, { recursive: true })
  assert.equal(mapStack(`    at f (${url}:1:1)`), `    at f (${url}:1:1)`)
})
