import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from '../../scripts/migrations/bundle.mjs'
import { sourceReader } from '../../scripts/stack/sources.mjs'

const maxGzipBytes = 300 * 1024

const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
after(() => rmSync(folder, { recursive: true }))
const script = bundleWorker(folder)
const bundle = readFileSync(script, 'utf8')

/** Where a text starts in a file, as a stack says it: both counted from 1. */
const positionOf = (file, text) => {
  const before = file.slice(0, file.indexOf(text)).split('\n')
  return `${before.length}:${before.at(-1).length + 1}`
}

describe('the bundled Worker', () => {
  test('has at most 300 KiB, gzipped', () => {
    assert.ok(gzipSync(bundle).length <= maxGzipBytes, `${gzipSync(bundle).length} bytes`)
  })

  test('has no file of the repository besides its sources', () => {
    const { sources } = JSON.parse(readFileSync(`${script}.map`, 'utf8'))
    const others = sources.filter((path) => !/\/(src|node_modules)\//.test(path))
    assert.deepEqual(others, [])
  })
})

describe('npm run stack', () => {
  test('replaces a position in the bundle by that in the source', () => {
    const text = 'D1 failed to run a batch'
    const client = readFileSync(new URL('../../src/db/client.ts', import.meta.url), 'utf8')
    const quote = bundle[bundle.indexOf(text) - 1]
    const line = sourceReader(script)(`at async b (index.js:${positionOf(bundle, quote + text)})`)
    assert.equal(line, `at async b (src/db/client.ts:${positionOf(client, `'${text}`)})`)
  })

  test('leaves what is not in the bundle', () => {
    const line = 'at f (index.js:999999:1) at g (other.js:1:1), index.js'
    assert.equal(sourceReader(script)(line), line)
  })
})
