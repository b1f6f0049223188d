// The requests of the lookup in the runtime of Workers, over a real connection: no other test has its decompression, its
// redirects and its broken connections.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { build } from 'vite'
import { startServer } from './server.mjs'

let runtime
let running

const bundle = async () => {
  const entry = join(import.meta.dirname, 'worker.ts')
  const options = { lib: { entry, formats: ['es'] }, write: false, minify: false }
  const [{ output }] = await build({ configFile: false, logLevel: 'warn', build: options })
  return output[0].code
}

before(async () => {
  const worker = { name: 'lookup', modules: true, script: await bundle(), compatibilityDate: '2026-11-01' }
  runtime = new Miniflare(convertV4MiniflareOptions({ workers: [worker] }))
  running = await startServer()
})

after(async () => {
  running.server.closeAllConnections()
  running.server.close()
  await runtime.dispose()
})

const ask = async (path, limit = 60_000) => {
  const query = new URLSearchParams({ origin: running.origin, limit })
  const response = await runtime.dispatchFetch(`http://localhost/${path}?${query}`)
  return response.json()
}

test('a response is read, decompressed and followed', async () => {
  const sent = JSON.parse((await ask('headers')).text)
  assert.equal(sent['user-agent'], 'Bookplate')
  assert.equal(sent['x-goog-api-key'], 'a key')
  assert.deepEqual(await ask('gzip'), { status: 200, text: 'small' })
  const moved = JSON.parse((await ask('moved')).text)
  assert.equal(moved['user-agent'], 'Bookplate')
  assert.equal(moved['x-goog-api-key'], undefined)
})

const failures = {
  bomb: 'too_large',
  brotli: 'too_large',
  endless: 'too_large',
  nogzip: 'no_response',
  broken: 'no_response',
  reset: 'no_response',
  away: 'redirect',
  loop: 'redirect',
}

for (const [path, failure] of Object.entries(failures))
  test(`a hostile response is a failure: ${path}`, async () => {
    assert.deepEqual(await ask(path), { failure })
  })

for (const path of ['stalled', 'hanging'])
  test(`a response that does not end is a failure: ${path}`, async () => {
    assert.deepEqual(await ask(path, 100), { failure: 'no_response' })
  })

test('every connection is closed', async () => {
  const isOpen = () =>
    new Promise((resolve) => running.server.getConnections((_, count) => resolve(count > 0)))
  running.server.closeIdleConnections()
  while (await isOpen()) {
    running.server.closeIdleConnections()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
})
