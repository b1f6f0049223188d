// One start of the real thing, in a new clone: everything that fakes cannot show.
import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, makeClone, startDev } from './dev/clone.mjs'
import { sendHttpFile } from './dev/http-file.mjs'

const page =
  /sign in as (?<email>\S+)\n +with the password (?<password>\S+)\n.*\n\n {2}(?<url>http:\/\/localhost:\d+)\n\n$/s

const clone = makeClone()
let dev
let demo

const start = async () => {
  dev = startDev(clone, { port: await freePort() })
  demo = (await dev.prints(page)).groups
}

const call = async (path, { token, ...init } = {}) => {
  const headers = { ...init.headers, ...(token && { Authorization: `Bearer ${token}` }) }
  const response = await fetch(new URL(path, demo.url), { ...init, headers })
  return response.status === 204 ? response : { response, body: await response.json() }
}

const signIn = async () => {
  const credentials = `${demo.email}:${demo.password}`
  const headers = { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
  return (await call('/users/login', { method: 'POST', headers })).body.data.access_token
}

const readText = async (path) => (await fetch(new URL(path, demo.url))).text()

/** Waits until a page or a file of it contains `text`. */
const waitUntilServed = async (text) => {
  for (;;) {
    const html = await readText('/')
    const files = [...html.matchAll(/src="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
    if (files.length > 0 && (await Promise.all(files.map(readText))).some((file) => file.includes(text)))
      return
    await sleep(200)
  }
}

before(start)
after(async () => {
  await dev?.stop()
  clone.remove()
})

describe('npm run dev in a new clone', () => {
  test('keeps its secrets to their owner', () => {
    for (const name of ['.dev.vars', '.wrangler/dev.log', '.wrangler/state/demo-reader.json']) {
      assert.equal(statSync(clone.path(name)).mode & 0o777, 0o600, name)
    }
  })

  test('shows a shelf with books, whose covers are encoded', async () => {
    const { body } = await call('/books?limit=100', { token: await signIn() })
    const knownOf = (books) =>
      books
        .map(({ title, authors, rating = null, tags = [] }) => ({ title, authors, rating, tags }))
        .sort((a, b) => (a.title < b.title ? -1 : 1))
    assert.deepEqual(knownOf(body.data), knownOf(JSON.parse(clone.read('examples/library/library.json'))))
    const thumbnails = await Promise.all(body.data.map(({ thumbnail_url }) => fetch(thumbnail_url)))
    for (const { status, headers } of thumbnails) {
      assert.deepEqual([status, headers.get('Content-Type')], [200, 'image/webp'])
    }
  })

  test('serves every request of examples/bookplate.http as it says', async () => {
    const file = new URL('../../examples/bookplate.http', import.meta.url)
    const sent = await sendHttpFile(file, { host: demo.url })
    for (const { title, status, documented } of sent) assert.equal(status, documented, title)
    assert.equal(sent.length, 21)
  })

  test('builds the web app again after an edit, and tells its pages', async () => {
    assert.match(await readText('/'), /<script type="module" src="\/live-reload\.js"><\/script>/)
    const socket = new WebSocket(
      `${demo.url.replace('http', 'ws')}/cdn-cgi/live-reload`,
      'WRANGLER_PROXYWORKER_LIVE_RELOAD_PROTOCOL',
    )
    await new Promise((resolve) => {
      socket.onopen = resolve
    })
    const told = new Promise((resolve) => {
      socket.onmessage = resolve
    })
    clone.write('web/src/main.tsx', `${clone.read('web/src/main.tsx')}\ndocument.title = 'edited page'\n`)
    await Promise.all([told, waitUntilServed('edited page')])
    socket.close()
  })

  test('builds the Worker again after an edit, and shows its warnings', async () => {
    clone.write('src/index.ts', `${clone.read('src/index.ts')}\nconsole.warn('edited Worker')\n`)
    const printed = dev.prints(/edited Worker/)
    let isPrinted = false
    printed.then(() => {
      isPrinted = true
    })
    while (!isPrinted) {
      await call('/health')
      await sleep(200)
    }
  })

  test('shows what does not build', async () => {
    const [worker, web] = [clone.read('src/index.ts'), clone.read('web/src/main.tsx')]
    clone.write('src/index.ts', `${worker}\nconst broken = (`)
    await dev.prints(/Build failed with 1 error.*src\/index\.ts:\d+/s)
    clone.write('src/index.ts', worker)
    clone.write('web/src/main.tsx', `${web}\nconst broken = (`)
    await dev.prints(/The web app could not be built:.*web\/src\/main\.tsx:\d+/s)
    clone.write('web/src/main.tsx', web)
  })

  test('stops, and starts again with the library as its reader left it', async () => {
    const token = await signIn()
    const { body } = await call('/books?limit=100', { token })
    await call(`/books/${body.data[0].id}`, { method: 'DELETE', token })
    assert.equal(await dev.stop(), 0)
    await assert.rejects(fetch(demo.url))

    const { password } = demo
    await start()
    assert.equal(demo.password, password)
    const again = await call('/books?limit=100', { token: await signIn() })
    assert.equal(again.body.data.length, body.data.length - 1)
  })
})
