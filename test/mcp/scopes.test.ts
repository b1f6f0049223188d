import { describe, expect, it } from 'vitest'
import { forgedKey, insertKey } from '../support/api-keys.ts'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { call, connect, type Era } from './connecting.ts'
import { callOf, rpcMessage } from './messages.ts'

const challenge = (response: Response) => response.headers.get('WWW-Authenticate')
const send = (key: string, body: unknown) =>
  api.post('/mcp', { headers: { Authorization: `Bearer ${key}` }, body })

const reading = ['search_books', 'read_book', 'reading_statistics', 'lookup_book']
const writing = ['add_book', 'change_book', 'finish_book']

describe.each<Era>(['modern', 'legacy'])('a key in a client of the %s revision', (era) => {
  it('reads, and is told what it lacks', async () => {
    const reader = await signedIn()
    const { id } = await dataOf(await api.post('/books', { as: reader, body: { title: 'Emma' } }))
    const client = await connect({ key: await insertKey(reader.user.id, ['books:read']) }, era)
    expect(client.getInstructions()).toContain('The API key may only read.')
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(reading)
    expect((await call(client, 'search_books')).value.books).toMatchObject([{ id, title: 'Emma' }])
    expect((await call(client, 'read_book', { id })).value.book).toMatchObject({ id, title: 'Emma' })

    for (const [name, input] of [
      ['add_book', { title: 'Persuasion' }],
      ['finish_book', { id }],
      ['change_book', { id, version: 1, rating: 5 }],
    ] as const) {
      const { isError, value } = await call(client, name, input)
      expect([isError, value.error]).toEqual([true, 'insufficient_scope'])
      expect(value.message).toContain('lacks the scope books:write')
    }
    const { page, data } = await (await api.get('/books', { as: reader })).json<{
      page: object
      data: object[]
    }>()
    expect([page, data.length, data[0]]).toMatchObject([{ next: null }, 1, { version: 1, status: null }])
  })

  it('with both scopes adds and finishes', async () => {
    const { id } = await newUser()
    const client = await connect({ key: await insertKey(id, ['books:read', 'books:write']) }, era)
    expect((await client.listTools()).tools).toHaveLength(7)
    const { value } = await call(client, 'add_book', { title: 'Emma' })
    const { isError } = await call(client, 'finish_book', { id: value.added.id, rating: 5 })
    expect(isError).toBe(false)
    expect((await call(client, 'search_books', { status: 'read' })).value.books).toMatchObject([
      { rating: 5 },
    ])
  })

  it('that may only write sees only what it may do', async () => {
    const { id } = await newUser()
    const client = await connect({ key: await insertKey(id, ['books:write']) }, era)
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(writing)
    const { value } = await call(client, 'add_book', { title: 'Emma' })
    expect((await call(client, 'finish_book', { id: value.added.id })).isError).toBe(false)
    const { value: error } = await call(client, 'search_books')
    expect(error.message).toContain('lacks the scope books:read')
  })
})

const messages: [string, object][] = [
  ['initialize', rpcMessage('initialize')],
  ['tools/list', rpcMessage('tools/list')],
  ['a notification', { jsonrpc: '2.0', method: 'notifications/initialized' }],
  ['a search', callOf('search_books')],
  ['an addition', callOf('add_book', { title: 'Emma' })],
  ['a lookup', callOf('lookup_book', { isbn: '9780141439471' })],
  ['wrong input', callOf('add_book', {})],
  ['an unknown tool', callOf('delete_book')],
  ['an unknown method', rpcMessage('resources/list')],
  ['a batch', []],
]

describe.each(messages)('%s', (_, body) => {
  it('of a key that may use no tool is 403', async () => {
    const { id } = await newUser()
    const response = await send(await insertKey(id, ['profile:read']), body)
    expect(await errorOf(response)).toEqual([403, 'insufficient_scope'])
    expect(challenge(response)).toContain('error="insufficient_scope", scope="books:')
  })

  it('of a forged, expired or revoked key, or one of a device, is 401 or 403', async () => {
    const { id } = await newUser()
    const both = ['books:read', 'books:write'] as const
    for (const key of [
      forgedKey(id),
      await insertKey(id, [...both], { expiresAt: Date.now() - 1 }),
      (await insertKey(id, [...both])).replace(/.$/, '_'),
    ]) {
      const response = await send(key, body)
      expect(await errorOf(response)).toEqual([401, 'invalid_token'])
      expect(challenge(response)).toBe('Bearer realm="bookplate", error="invalid_token"')
    }
    expect((await send(await insertKey(id, ['sync']), body)).status).toBe(403)
  })

  it('of an ended session is 401', async () => {
    const reader: Session = await signedIn()
    await api.delete('/users/sessions', { as: reader })
    expect(await errorOf(await api.post('/mcp', { as: reader, body }))).toEqual([401, 'invalid_token'])
  })
})

describe('an error of the request', () => {
  const long = JSON.stringify(callOf('add_book', { notes: 'x'.repeat(600_000) }))
  const origin = { Origin: 'https://other.example' }
  const wrong: [string, { headers?: Record<string, string>; body: string }, [number, string]][] = [
    [
      'another content type',
      { headers: { 'Content-Type': 'text/plain' }, body: '{}' },
      [415, 'unsupported_media_type'],
    ],
    ['a body that is too large', { body: long }, [413, 'payload_too_large']],
    ['the page of another site', { headers: origin, body: '{}' }, [403, 'origin_mismatch']],
  ]
  const sendAs = (key: string, { headers, body }: (typeof wrong)[number][1], query = '') =>
    api.post(`/mcp${query}`, {
      headers: { 'Content-Type': 'application/json', ...headers, Authorization: `Bearer ${key}` },
      body,
    })

  it.each(wrong)('is the same for a key with any of the two scopes: %s', async (_, sent, error) => {
    const { id } = await newUser()
    for (const scope of ['books:read', 'books:write'] as const)
      expect(await errorOf(await sendAs(await insertKey(id, [scope]), sent))).toEqual(error)
    expect(await errorOf(await sendAs(await insertKey(id, ['profile:read']), sent))).toEqual([
      403,
      'insufficient_scope',
    ])
    expect(await errorOf(await sendAs(forgedKey(id), sent))).toEqual([401, 'invalid_token'])
  })

  it.each(['books:read' as const, 'books:write' as const])(
    'is told in the form of JSON-RPC to a key with %s',
    async (scope) => {
      const key = await insertKey((await newUser()).id, [scope])
      const response = await sendAs(key, { body: '{"jsonrpc": "2.0", ' })
      expect([response.status, await response.json()]).toMatchObject([
        400,
        { id: null, error: { code: -32700 } },
      ])
      expect(await errorOf(await sendAs(key, { body: '{}' }, '?later=1'))).toEqual([400, 'invalid_query'])
    },
  )
})
