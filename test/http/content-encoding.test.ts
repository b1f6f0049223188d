import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { reportType } from '../openapi/successes.ts'
import { nameOf, operations } from '../operations.ts'
import { api, errorOf, request } from '../support/client.ts'
import { bookForm, newUser, password, signedIn } from '../support/makers.ts'

const gzipped = async (text: string) =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).bytes()

const readers = [
  'POST /users',
  'POST /users/login',
  'PUT /users',
  'PATCH /users',
  'PUT /users/password',
  'PUT /users/email',
  'PUT /users/share',
  'PUT /users/webhook',
  'DELETE /users/webhook',
  'POST /users/email/verify',
  'POST /users/factor-removal/stop',
  'POST /users/password/forgot',
  'POST /users/password/reset',
  'POST /users/factor-removal/stop',
  'DELETE /users',
  'POST /users/refresh',
  'POST /users/logout',
  'POST /books',
  'PUT /books/:id',
  'PATCH /books/:id',
  'POST /books/batch',
  'POST /books/import',
  'POST /books/:id/cover',
  'POST /books/from-isbn',
  'POST /mcp',
  'POST /reports',
  'POST /koreader/users/create',
  'PUT /koreader/syncs/progress',
  'PUT /users/documents/:document',
  'POST /users/login/mfa',
  'PATCH /admin/users/:id',
  'DELETE /admin/users/:id/factors',
  'POST /users/step-up',
  'POST /users/mfa/totp',
  'DELETE /users/mfa/totp',
  'POST /users/mfa/totp/confirm',
  'POST /users/mfa/recovery-codes',
  'POST /users/mfa/recovery-codes/test',
  'POST /users/passkeys/options',
  'POST /users/passkeys',
  'PATCH /users/passkeys/:id',
  'DELETE /users/passkeys/:id',
  'POST /users/api-keys',
  'POST /users/login/passkey',
  'POST /users/passkey-sign-up/options',
  'POST /users/passkey-sign-up',
  'POST /users/email/verify',
  'PUT /users/email',
  'POST /users/password/forgot',
  'POST /users/password/reset',
]

const form = 'multipart/form-data; boundary=b'
const typesOf: Record<string, string> = { '/books': form, '/books/import': form, '/reports': reportType }

describe('a compressed body', () => {
  it.each(readers)('is 415, which says how to send it: %s', async (name) => {
    const [method = '', path = ''] = name.split(' ')
    const as = await signedIn()
    await env.DB.prepare("update users set role = 'admin' where id = ?").bind(as.user.id).run()
    const target = `${path.replace(':id', crypto.randomUUID())}${name === 'DELETE /users' ? '?purge=true' : ''}`
    for (const encoding of ['gzip', 'br', 'GZIP', 'gzip, identity', 'klingon']) {
      const type = typesOf[path] ?? 'application/json'
      const headers = { 'Content-Type': type, 'Content-Encoding': encoding }
      const response = await api.send(method, target, {
        as,
        // The key of an e-reader is checked behind the body.
        headers: { ...headers, 'x-auth-user': 'x', 'x-auth-key': 'x' },
        body: await gzipped('{"password":"x"}'),
      })
      expect(response.headers.get('Accept-Encoding')).toBe('identity')
      expect(await errorOf(response.clone())).toEqual([415, 'unsupported_media_type'])
      expect(await response.json()).toMatchObject({ error: { issues: [{ path: 'Content-Encoding' }] } })
    }
  })

  it('is tested for every operation that has a body', () => {
    const withBody = operations.filter(
      ({ method }) => method === 'POST' || method === 'PUT' || method === 'PATCH',
    )
    const bodiless = [
      'POST /users/download-tokens',
      'POST /users/sessions/binding',
      'POST /users/sessions/binding/refresh',
      'POST /users/login/passkey/options',
      'POST /users/email/verification',
    ]
    for (const operation of withBody) expect([...readers, ...bodiless]).toContain(nameOf(operation))
  })
})

it.each(['identity', 'Identity', ' '])('the Content-Encoding "%s" says nothing', async (encoding) => {
  const { email } = await newUser()
  const body = { email, password }
  expect((await api.post('/users/login', { body, headers: { 'Content-Encoding': encoding } })).status).toBe(
    200,
  )
  const form = request('POST', '/books', { body: await bookForm() })
  const headers = { 'Content-Type': form.headers.get('Content-Type') ?? '', 'Content-Encoding': encoding }
  const response = await api.post('/books', { as: await signedIn(), body: await form.bytes(), headers })
  expect(response.status).toBe(201)
})
