// Webhooks in the runtime of Workers, over a real connection to a hostile receiver: no other test has its slow headers, its
// endless bodies and its broken connections.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
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
  const worker = { name: 'webhook', modules: true, script: await bundle(), compatibilityDate: '2026-11-01' }
  runtime = new Miniflare(convertV4MiniflareOptions({ workers: [worker] }))
  running = await startServer()
})

after(async () => {
  running.server.closeAllConnections()
  running.server.close()
  await runtime.dispose()
})

const send = async (path, limit = 60_000) => {
  const query = new URLSearchParams({ origin: running.origin, limit })
  const response = await runtime.dispatchFetch(`http://localhost/${path}?${query}`)
  return response.json()
}

test('a good receiver gets the message once', async () => {
  assert.deepEqual(await send('good'), { kind: 'delivered' })
  const [{ method, url, headers }, ...more] = running.received
  assert.deepEqual([method, url, more], ['POST', '/hooks.example.com/good', []])
  assert.equal(headers['webhook-id'], 'msg_1')
})

for (const path of ['endless', 'slow-body'])
  test(`a body is not read: ${path}`, async () => {
    assert.deepEqual(await send(path), { kind: 'delivered' })
  })

const outcomes = {
  gone: { kind: 'gone' },
  error: { kind: 'failed', reason: 'status 500' },
  inside: { kind: 'failed', reason: 'status 302' },
  localhost: { kind: 'failed', reason: 'status 307' },
  loop: { kind: 'failed', reason: 'status 308' },
  reset: { kind: 'failed', reason: 'no connection' },
  garbage: { kind: 'failed', reason: 'no connection' },
}

for (const [path, outcome] of Object.entries(outcomes))
  test(`a failure: ${path}`, async () => {
    assert.deepEqual(await send(path), outcome)
  })

for (const path of ['hanging', 'slow-headers'])
  test(`a receiver that does not respond in time: ${path}`, async () => {
    assert.deepEqual(await send(path, 200), { kind: 'failed', reason: 'time limit' })
  })

test('huge headers end within the time limit', async () => {
  assert.match((await send('huge-headers', 5000)).kind, /^(failed|delivered)$/)
})

test('every connection is closed', async () => {
  const isOpen = () =>
    new Promise((resolve) => running.server.getConnections((_, count) => resolve(count > 0)))
  while (await isOpen()) {
    running.server.closeIdleConnections()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
})

test('the receiver of docs/webhook.md accepts our messages and no others', async () => {
  const page = readFileSync(new URL('../../../docs/webhook.md', import.meta.url), 'utf8')
  const [, program] = /^```js\n(.*?)^```$/ms.exec(page)
  const { verify } = await import(`data:text/javascript,${encodeURIComponent(`${program}export { verify }`)}`)
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const sign = (body, at = Math.floor(Date.now() / 1000)) => {
    const hmac = createHmac('sha256', Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64'))
    const signature = `v1,${hmac.update(`msg_1.${at}.${body}`).digest('base64')}`
    return { 'webhook-id': 'msg_1', 'webhook-timestamp': String(at), 'webhook-signature': signature }
  }
  const old = Math.floor(Date.now() / 1000) - 600
  assert.equal(verify(secret, sign('{}'), '{}'), true)
  assert.equal(verify(secret, sign('{}'), '{ }'), false)
  assert.equal(verify(secret, sign('{}', old), '{}'), false)
  assert.equal(verify(secret, { ...sign('{}'), 'webhook-id': 'msg_2' }, '{}'), false)
  assert.equal(verify(secret, { ...sign('{}'), 'webhook-signature': 'v1,AAAA' }, '{}'), false)
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
    assert.equal(verify(secret, { ...sign('{}'), [name]: undefined }, '{}'), false, name)
  assert.equal(verify(secret, {}, '{}'), false)
})
