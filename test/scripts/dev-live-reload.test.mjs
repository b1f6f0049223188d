import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import vm from 'node:vm'

const script = readFileSync(new URL('../../scripts/dev/live-reload-page.mjs', import.meta.url), 'utf8')
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Runs the script in a page whose file has the text `page`; null stands for a server that does not respond. */
const openPage = async (page) => {
  const state = { page, reloads: 0, sockets: [], timers: [] }
  class WebSocket {
    constructor(url, protocol) {
      Object.assign(this, { url, protocol })
      state.sockets.push(this)
    }
  }
  const location = { origin: 'http://localhost:8787', pathname: '/docs', reload: () => state.reloads++ }
  const fetch = async (path, { cache }) => {
    assert.deepEqual([path, cache], ['/docs', 'no-store'])
    if (state.page === null) throw new TypeError('fetch failed')
    return { ok: state.page !== '', text: async () => state.page }
  }
  const setTimeout = (run) => state.timers.push(run)
  // As in a module, await may stand at the top.
  await vm.runInNewContext(`(async () => {${script}})()`, { WebSocket, location, fetch, setTimeout })
  const build = async (next) => {
    state.page = next
    await state.sockets.at(-1).onmessage()
    await settle()
  }
  return { state, build }
}

describe('a page of npm run dev', () => {
  test('listens where wrangler tells pages to reload', async () => {
    const { state } = await openPage('one')
    const [{ url, protocol }] = state.sockets
    assert.equal(url, 'ws://localhost:8787/cdn-cgi/live-reload')
    assert.equal(protocol, 'WRANGLER_PROXYWORKER_LIVE_RELOAD_PROTOCOL')
  })

  test('reloads when it was built again, and not after an edit of the Worker alone', async () => {
    const { state, build } = await openPage('one')
    await build('one')
    assert.equal(state.reloads, 0)
    await build('two')
    assert.equal(state.reloads, 1)
  })

  test('waits while its file is being written, or the Worker starts', async () => {
    const { state, build } = await openPage('one')
    for (const page of ['', null]) await build(page)
    assert.equal(state.reloads, 0)
    await build('two')
    assert.equal(state.reloads, 1)
  })

  test('listens again after a restart, and then looks whether it has changed', async () => {
    const { state } = await openPage('one')
    state.sockets[0].onclose()
    state.page = 'two'
    state.timers[0]()
    await state.sockets[1].onopen()
    assert.equal(state.reloads, 1)
  })
})
