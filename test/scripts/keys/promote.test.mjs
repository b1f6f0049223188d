// `npm run keys -- promote` asks a deployed service, which is a server of this test.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { minutesAgo, published } from './folder.mjs'

let deployed = { status: 200, body: '{}', modified: undefined }
const server = createServer((request, response) => {
  if (request.url !== '/.well-known/jwks.json') deployed = { ...deployed, status: 404 }
  if (deployed.modified) response.setHeader('Last-Modified', deployed.modified.toUTCString())
  response.writeHead(deployed.status).end(deployed.body)
})
let url
before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${server.address().port}`
})
after(() => server.close())

const publicHalf = ({ kid, x }) => ({ kid, x, kty: 'OKP', crv: 'Ed25519' })
const serve = (keys, modified) => {
  deployed = { status: 200, body: JSON.stringify({ keys: keys.map(publicHalf) }), modified }
}

describe('npm run keys -- promote', () => {
  test('promotes a key that the deployed service has published for long enough', async () => {
    const { run, set, kids } = await published(30)
    serve(set.keys, minutesAgo(25))
    const { status, output } = await run('promote', '--public-url', url)
    assert.equal(status, 0, output)
    assert.deepEqual(kids(), [set.keys[1].kid, set.keys[0].kid])
    assert.match(output, /wrangler secret put JWT_KEYS < jwt-keys\.json/)
    for (const { d } of set.keys) assert.ok(!output.includes(d))
  })

  const other = { kid: 'other', x: 'x' }
  for (const [when, keys, modified, message] of [
    ['the new key is not deployed', ([signing]) => [signing], minutesAgo(60), /does not have the new key/],
    [
      'another key has its name',
      ([signing, next]) => [signing, { ...other, kid: next.kid }],
      minutesAgo(60),
      /does not have the new key/,
    ],
    [
      'the service has other keys',
      () => [other],
      minutesAgo(60),
      /belongs to another service, or it is older/,
    ],
    ['the version that has it is young', (all) => all, minutesAgo(1), /Too early to promote the new key/],
  ])
    test(`changes nothing when ${when}`, async () => {
      const { run, set, read } = await published(30)
      const text = read('jwt-keys.json')
      serve(keys(set.keys), modified)
      const { status, output } = await run('promote', '--public-url', url)
      assert.equal(status, 1)
      assert.match(output, message)
      assert.equal(read('jwt-keys.json'), text)
    })

  for (const [when, response, message] of [
    [
      'responds with an error',
      { status: 500, body: '{}' },
      /Cannot read the deployed keys .*: the status is 500/,
    ],
    ['redirects', { status: 302, body: '' }, /Cannot read the deployed keys/],
    ['responds with a page', { status: 200, body: '<html>' }, /the response has no keys/],
  ])
    test(`changes nothing when the service ${when}`, async () => {
      const { run, read } = await published(30)
      const text = read('jwt-keys.json')
      deployed = response
      const { status, output } = await run('promote', '--public-url', url)
      assert.equal(status, 1)
      assert.match(output, message)
      assert.equal(read('jwt-keys.json'), text)
    })

  test('changes nothing when there is no such service', async () => {
    const { run } = await published(30)
    const { status, output } = await run('promote', '--public-url', 'http://127.0.0.1:1')
    assert.equal(status, 1)
    assert.match(output, /Cannot read the deployed keys at http:\/\/127\.0\.0\.1:1\/\.well-known\/jwks\.json/)
  })

  test('sends no request when the file alone shows that it is too early', async () => {
    const { run } = await published(10)
    const { status, output } = await run('promote', '--public-url', 'http://127.0.0.1:1')
    assert.equal(status, 1)
    assert.match(output, /Too early to promote the new key: wait until/)
  })

  test('rejects an address that is no origin', async () => {
    const { run } = await published(30)
    const { status, output } = await run('promote', '--public-url', `${url}/path`)
    assert.equal(status, 1)
    assert.match(output, /is no origin such as/)
  })
})
