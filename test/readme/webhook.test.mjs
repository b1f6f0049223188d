// A receiver as docs/webhook.md describes it, the program of that page, and a running service that sends to it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { callService } from './support/call-service.mjs'
import { startService } from './support/service.mjs'

const page = readFileSync(new URL('../../docs/webhook.md', import.meta.url), 'utf8')
const [, program] = /^```js\n(.*?)^```$/ms.exec(page)
const [, trigger] = /^ {4}(curl .*)$/m.exec(page)

/** @returns a receiver whose paths that end with `/fails` fail, and the requests that it got */
const startReceiver = async () => {
  const received = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString()
    received.push({ method: request.method, url: request.url, headers: request.headers, body })
    response.writeHead(request.url.endsWith('/fails') ? 500 : 204).end()
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise((resolve) => server.close(resolve))
  return { origin: `http://127.0.0.1:${server.address().port}`, received, close }
}

const password = 'It was on a dreary night'

describe('docs/webhook.md', () => {
  let receiver
  let service
  let token
  before(async () => {
    receiver = await startReceiver()
    service = await startService({ WEBHOOK_ORIGIN: receiver.origin })
  })
  after(async () => {
    await service?.stop()
    await receiver?.close()
  })

  const api = (method, path, body) => callService(service.origin, { method, path, body, token })

  /** Each test has a reader of its own, because a reader's receivers get one message a minute together. */
  const signIn = async (email) => {
    token = undefined
    await api('POST', '/users', { name: 'Mary Shelley', email, password })
    ;({ access_token: token } = await api('POST', '/users/login', { email, password }))
  }

  const setWebhook = (url) => api('PUT', '/users/webhook', { url, proof: { password } })

  /** Runs the command of the page that stands for the cron trigger. */
  const runTrigger = () =>
    promisify(execFile)('bash', ['-c', trigger.replace('http://localhost:8787', service.origin)])

  test('a receiver that fails is named, with the instant of its first failure', async () => {
    await signIn('mary@example.com')
    await setWebhook('https://hooks.example.com/fails')
    await api('POST', '/books', { title: 'Mathilda' })
    await runTrigger()
    assert.deepEqual(
      receiver.received.splice(0).map(({ method, url }) => [method, url]),
      [['POST', '/hooks.example.com/fails']],
    )
    const { state, failing_since } = await api('GET', '/users/webhook')
    assert.equal(state, 'failing')
    assert.ok(Date.now() - Date.parse(failing_since) < 60_000)
    // The next attempt is a minute away.
    await runTrigger()
    assert.deepEqual(receiver.received, [])
  })

  test('a receiver gets a message whose signature the program of the page accepts', async () => {
    const { verify } = await import(
      `data:text/javascript,${encodeURIComponent(`${program}export { verify }`)}`
    )
    await signIn('percy@example.com')
    const { secret, state } = await setWebhook('https://hooks.example.com/a')
    assert.equal(state, 'on')
    const { id } = await api('POST', '/books', { title: 'Valperga' })
    await runTrigger()
    const [{ url, headers, body }, ...more] = receiver.received
    assert.deepEqual([url, more], ['/hooks.example.com/a', []])
    assert.equal(verify(secret, headers, body), true)
    assert.equal(verify(secret, headers, body.replace('library', 'another')), false)
    assert.equal(verify(`whsec_${Buffer.alloc(32).toString('base64')}`, headers, body), false)
    assert.equal((await api('GET', '/users/webhook')).state, 'on')

    const { type, cursor } = JSON.parse(body)
    assert.equal(type, 'library.changed')
    const changes = await api('GET', `/books/changes?since=${encodeURIComponent(cursor)}`)
    assert.deepEqual(
      changes.map((change) => [change.id, change.book.title]),
      [[id, 'Valperga']],
    )
  })
})
