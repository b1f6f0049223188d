// Wrangler itself, against an imitation of Cloudflare's API that rejects the upload of its preview Worker.
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { withBindings } from '../../../scripts/backup/bindings.mjs'

const fakeWrangler = fileURLToPath(new URL('fakes/wrangler.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bookplate-preview-'))
const uploads = []

const respond = (response, status, body) => {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ success: status === 200, messages: [], errors: [], ...body }))
}

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await Array.fromAsync(request)).toString()
  if (request.method === 'POST') {
    const [, metadata] = /name="metadata"\r\n\r\n(.*)\r\n/.exec(body)
    uploads.push({ path: request.url, bindings: JSON.parse(metadata).bindings })
    return respond(response, 400, { result: null, errors: [{ code: 10021, message: 'no such database' }] })
  }
  const isToken = request.url.endsWith('/edge-preview')
  respond(response, 200, { result: isToken ? { token: 'token' } : { subdomain: 'mary' } })
})

after(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

test('wrangler asks Cloudflare for a preview Worker with the database and the buckets alone', async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const account = { loggedIn: true, databases: ['bookplate'], buckets: [], calls: [] }
  writeFileSync(join(folder, 'account.json'), JSON.stringify(account))
  writeFileSync(join(folder, 'wrangler'), `#!/bin/sh\nexec '${process.execPath}' '${fakeWrangler}' "$@"\n`)
  chmodSync(join(folder, 'wrangler'), 0o755)
  Object.assign(process.env, {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    FAKE_CLOUD: folder,
    CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${server.address().port}/client/v4`,
    CLOUDFLARE_API_TOKEN: 'token',
    CLOUDFLARE_ACCOUNT_ID: 'account',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_LOG: 'none',
  })
  const options = { env: 'production', isRemote: true, persistTo: folder }
  const opened = withBindings(options, [{ bucket: 'copies', name: 'x' }], async () => assert.fail())
  await assert.rejects(opened, /Cannot open the database and the buckets/)
  assert.deepEqual(uploads, [
    {
      path: '/client/v4/accounts/account/workers/scripts/bookplate-backup/edge-preview',
      bindings: [
        { name: 'COVERS', type: 'r2_bucket', bucket_name: 'bookplate-covers', raw: true },
        { name: 'BACKUP_0', type: 'r2_bucket', bucket_name: 'copies', raw: true },
        { name: 'DB', type: 'd1', id: 'id-of-bookplate', raw: true },
      ],
    },
  ])
})
