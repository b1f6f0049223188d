import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeClone } from './dev/clone.mjs'
import { removeFakes, runFake, startFake } from './dev/fake.mjs'

after(removeFakes)

const page = /Bookplate \d\S+ is running.*\n\n {2}(http:\/\/localhost:\d+)\n\n$/s

describe('a start that fails while it builds', { concurrency: 2 }, () => {
  const cases = [
    [
      'a web app with an error',
      { webError: 'Expected `)` in shelf.tsx' },
      /The web app could not be built:\nExpected `\)` in shelf\.tsx/,
    ],
    [
      'a Worker with an error, for which wrangler waits',
      { startError: 'Build failed with 1 error:' },
      /The Worker could not be built or started\.\n {2}✘ \[ERROR\] Build failed with 1 error:\n +src\/app\.ts:1:1/,
    ],
    ['a wrangler that ends', { exitsEarly: true }, /The Worker stopped while it started\./],
    ['a wrangler that takes another port', { actualPort: 1 }, /The Worker listens on port 1, not on \d+\./],
    [
      'a Worker that is not healthy',
      { health: [503, '{"data":{"checks":{"d1":"failed"}}}'] },
      /\/health responded 503:\n {2}\{"data":\{"checks":\{"d1":"failed"\}\}\}\n.*\.wrangler\/dev\.log/,
    ],
  ]
  for (const [name, fake, message] of cases) {
    test(name, async () => {
      const { code, output } = await runFake({ fake })
      assert.match(output, message)
      assert.equal(code, 1)
      assert.doesNotMatch(output, /is running/)
    })
  }

  test('a Worker that never starts', async () => {
    const clone = makeClone({ isFake: true })
    process.env.FAKE = JSON.stringify({ isSilent: true })
    process.env.FAKE_CALLS = clone.path('calls')
    const { startWorker } = await import(clone.path('scripts/dev/worker.mjs'))
    const { stopWranglers } = await import(clone.path('scripts/dev/wrangler.mjs'))
    const options = { port: 1, pagesFolder: clone.path('pages'), log: String, show: () => {} }
    await assert.rejects(startWorker({ ...options, timeoutMs: 50 }), {
      name: 'StartError',
      message: 'The Worker has not started within 0.05 seconds.',
    })
    await stopWranglers()
    clone.remove()
  })
})

describe('a start that works', { concurrency: 2 }, () => {
  test('prints a page that ends in the address, and stops when it is told to', async () => {
    for (const signal of ['SIGINT', 'SIGTERM']) {
      const { prints, stop, output, port, calls } = await startFake()
      const [, address] = await prints(page)
      assert.equal(address, `http://localhost:${port}`)
      assert.ok(output().trim().split('\n').length <= 12, output())
      assert.match(output(), /sign in as demo@example\.com\n +with the password \S+-\S+/)
      assert.match(output(), /\/docs.*examples\/bookplate\.http/)
      assert.match(output(), /\.wrangler\/dev\.log/)
      const command = `dev --port ${port} --inspector-port 0 --var PUBLIC_URL:${address} --assets `
      assert.ok(calls().some((line) => line.startsWith(command)))
      assert.equal(await stop(signal), 0)
    }
  })

  test('ends with an error when the Worker stops', async () => {
    const { prints, ended, output, port } = await startFake()
    await prints(page)
    await assert.rejects(fetch(`http://localhost:${port}/crash`))
    const code = await ended
    assert.match(output(), /The Worker stopped\. The reason is at the end of \.wrangler\/dev\.log\./)
    assert.equal(code, 1)
  })

  test('continues without the demo reader when that fails, and says so', async () => {
    const { prints, stop, output } = await startFake({ fake: { users: [500, '{"message":"Broken."}'] } })
    await prints(page)
    assert.match(
      output(),
      /The demo reader is not ready\. The next start tries again\. POST \/users: 500 Broken\./,
    )
    assert.match(output(), /sign up with any name/)
    assert.equal(await stop(), 0)
  })

  test('makes no demo reader with --empty, or where other machines reach it', async () => {
    for (const options of [{ args: ['--empty'] }, { fake: { host: '0.0.0.0' } }]) {
      const { prints, stop, output } = await startFake(options)
      await prints(page)
      assert.doesNotMatch(output(), /demo@example\.com/)
      assert.equal(await stop(), 0)
    }
  })

  test('ends without an error when it is stopped while it starts', async () => {
    const { stop, clone, output } = await startFake({ fake: { isSilent: true } })
    while (!clone.read('calls').includes('dev --port')) await sleep(50)
    assert.equal(await stop(), 0)
    assert.doesNotMatch(output(), /could not|stopped while/)
  })
})
