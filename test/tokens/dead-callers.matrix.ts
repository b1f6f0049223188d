import { env } from 'cloudflare:workers'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { importForm } from '../books/import/transfer.ts'
import { bookRow, putRows } from '../books/put-book.ts'
import { md5Of } from '../koreader/device.ts'
import { callOf } from '../mcp/messages.ts'
import { nameOf } from '../operations.ts'
import type { MakeRequest } from '../request-makers.ts'
import { forgedKey, insertKey } from '../support/api-keys.ts'
import { request } from '../support/client.ts'
import { countingRows } from '../support/counting-rows.ts'
import { isGuard, takesKeys } from '../support/guards.ts'
import { hide } from '../support/logs.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { validRequests } from '../valid-requests.ts'

const maxRows = 25
const inLibrary = 300

const guarded = new Set(app.routes.filter(isGuard).map(nameOf))
const withKeys = new Set(app.routes.filter(takesKeys).map(nameOf))

const requestOf =
  (method: string, path: string, makeBody: () => unknown = () => undefined): MakeRequest =>
  async () =>
    request(method, path, { as: await signedIn(), body: makeBody() })

const lists = ['?q=none', '?scope=mine&sort=rating', '?scope=mine&category=poetry&sort=title', '?scope=all']
const exports = ['?format=csv', '?format=goodreads', '?format=zip']
const tools: Record<string, object> = {
  search_books: { q: 'none' },
  read_book: { id: crypto.randomUUID() },
  reading_statistics: {},
  lookup_book: { isbn: '9780141439471' },
  add_book: { title: 'New' },
  finish_book: { id: crypto.randomUUID() },
}
const csv = 'title,description,category\r\nOne,x,science\r\n'

const more: [string, string, (() => unknown)?][] = [
  ...lists.map((query): [string, string] => ['GET', `/books${query}`]),
  ...exports.map((query): [string, string] => ['GET', `/books/export${query}`]),
  ['HEAD', '/books/export'],
  ['GET', '/books/facets?facet=tag'],
  ['GET', '/books/stats?year=2026'],
  ['POST', '/books/import', () => importForm(csv, 'preview')],
]

const readings: [string, MakeRequest][] = [
  ...validRequests.filter(([name]) => withKeys.has(name)),
  ...more.map(([method, path, body]): [string, MakeRequest] => [
    `${method} ${path}`,
    requestOf(method, path, body),
  ]),
  ...Object.entries(tools).map(([name, input]): [string, MakeRequest] => [
    `POST /mcp ${name}`,
    requestOf('POST', '/mcp', () => callOf(name, input)),
  ]),
]

const fillLibrary = async (userId: string) => {
  await putRows(Array.from({ length: inLibrary }, () => bookRow(userId)))
  const many = JSON.stringify(Array.from({ length: inLibrary }, (_, at) => at))
  const insert = (sql: string) => env.DB.prepare(`insert into ${sql} from json_each(?2)`).bind(userId, many)
  await env.DB.batch([
    insert('deleted_books (id, user_id, change_seq, expires_at) select value || ?1, ?1, value, 9e15'),
    insert(
      `koreader_documents (user_id, document, progress, percentage, device, device_id, synced_at)
       select ?1, 'd' || value, '', 0, '', '', value`,
    ),
  ])
}

/** @returns the key of a user after it was revoked */
const revokedKey = async (userId: string) => {
  const key = await insertKey(userId, ['books:read', 'books:write', 'profile:read'])
  await env.DB.prepare('delete from api_keys where user_id = ?').bind(userId).run()
  return key
}

const withBearer = (sent: Request, token: string): Request => {
  hide(token)
  const other = sent.clone()
  other.headers.set('Authorization', `Bearer ${token}`)
  return other
}

/** @returns the status of the response, and the rows that D1 read for it */
const costOf = async (sent: Request) => {
  const { DB, rows } = countingRows()
  const { status } = await fetchWith({ DB }, sent)
  return { status, rows: rows() }
}

const ownerOf = (sent: Request) => {
  const { sub = '' } = decodeJwt(sent.headers.get('Authorization')?.replace('Bearer ', '') ?? '')
  return sub
}

describe('a large library costs nothing for a caller who may not read it', () => {
  it.each(readings)('%s', async (_, makeRequest) => {
    const sent = await makeRequest('')
    const userId = ownerOf(sent)
    await fillLibrary(userId)
    const forged = await costOf(withBearer(sent, forgedKey(userId)))
    const revoked = await costOf(withBearer(sent, await revokedKey(userId)))
    await env.DB.prepare('delete from sessions where user_id = ?').bind(userId).run()
    const signedOut = await costOf(sent)
    for (const { status, rows } of [forged, revoked, signedOut]) {
      expect(status).toBe(401)
      expect(rows).toBeLessThanOrEqual(maxRows)
    }
  })

  it.each(validRequests.filter(([name]) => guarded.has(name) && !withKeys.has(name)))(
    'with a key, where no key may act: %s',
    async (_, makeRequest) => {
      const sent = await makeRequest('')
      for (const key of [forgedKey(ownerOf(sent)), await revokedKey(ownerOf(sent))])
        expect(await costOf(withBearer(sent, key))).toEqual({ status: 401, rows: 0 })
    },
  )

  it.each([
    'GET /koreader/users/auth',
    'PUT /koreader/syncs/progress',
    'GET /koreader/syncs/progress/:document',
  ])('as an e-reader: %s', async (name) => {
    const user = await newUser()
    await fillLibrary(user.id)
    const sent = await Object.fromEntries(validRequests)[name]?.('')
    const headers = { 'x-auth-user': user.email, 'x-auth-key': await md5Of(forgedKey(user.id)) }
    for (const [header, value] of Object.entries(headers)) sent?.headers.set(header, value)
    const { status, rows } = await costOf(sent as Request)
    expect(status).toBe(401)
    expect(rows).toBeLessThanOrEqual(maxRows)
  })
})
