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
