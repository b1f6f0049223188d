import { describe, expect, it } from 'vitest'
import { api, errorOf, type Session } from '../support/client.ts'
import { linesOfTest } from '../support/logs.ts'
import { signedIn } from '../support/makers.ts'

type Headers = Record<string, string>

const send = (as: Session, body: unknown, headers: Headers = {}) => api.post('/mcp', { as, body, headers })

const rpc = (method: string, params?: object, id: unknown = 1) => ({ jsonrpc: '2.0', id, method, params })

const meta = (version = '2026-07-28') => ({
  'io.modelcontextprotocol/protocolVersion': version,
  'io.modelcontextprotocol/clientCapabilities': {},
})

const modern = (method: string, more: Headers = {}): Headers => ({
  'MCP-Protocol-Version': '2026-07-28',
  'Mcp-Method': method,
  ...more,
})

const codeOf = async (response: Response) => {
  const body = await response.json<{ jsonrpc: string; id: unknown; error: { code: number } }>()
  expect(body.jsonrpc).toBe('2.0')
  return [response.status, body.error?.code, body.id]
}

describe('a message that is malformed', () => {
  it.each([
    ['a batch', [rpc('ping')], -32600],
    ['an empty batch', [], -32600],
    ['a number', 7, -32600],
    ['null', null, -32600],
    ['no version of JSON-RPC', { id: 1, method: 'ping' }, -32600],
    ['another version of JSON-RPC', { ...rpc('ping'), jsonrpc: '1.0' }, -32600],
    ['no method', { jsonrpc: '2.0', id: 1 }, -32600],
    ['a response', { jsonrpc: '2.0', id: 1, result: {} }, -32600],
    ['a list as parameters', rpc('ping', []), -32600],
    ['null as its id', rpc('ping', {}, null), -32600],
    ['a fraction as its id', rpc('ping', {}, 1.5), -32600],
    ['an unpaired surrogate in its id', rpc('ping', {}, '\ud800'), -32600],
    ['a long method', rpc('x'.repeat(201)), -32600],
  ])('is 400: %s', async (_, body, code) => {
    const [status, found] = await codeOf(await send(await signedIn(), body))
    expect([status, found]).toEqual([400, code])
  })

  it.each(['{', '', '{"a":1,"a":2}', '\ufeff{}', '[1,]'])(
    'is 400, as JSON that is none: %j',
    async (text) => {
      const response = await send(await signedIn(), text, { 'Content-Type': 'application/json' })
      expect(await codeOf(response)).toEqual([400, -32700, null])
    },
  )

  it('is not repeated in the error of its revision', async () => {
    const deep = JSON.parse(`${'['.repeat(900)}${'"x",'.repeat(25_000)}1${']'.repeat(900)}`)
    for (const [version, code] of [
      [deep, -32602],
      [7, -32602],
      ['x'.repeat(100_000), -32022],
    ]) {
      const response = await send(await signedIn(), rpc('ping', { _meta: meta(version) }))
      const text = await response.text()
      expect([response.status, JSON.parse(text).error.code]).toEqual([400, code])
      expect(text.length).toBeLessThan(1000)
    }
  })

  it('is 413 when it is too large', async () => {
    const body = rpc('tools/call', { name: 'add_book', arguments: { title: 'x'.repeat(600_000) } })
    expect(await errorOf(await send(await signedIn(), body))).toEqual([413, 'payload_too_large'])
  })

  it('is 415 as text', async () => {
    const response = await send(await signedIn(), '{}', { 'Content-Type': 'text/plain' })
    expect(await errorOf(response)).toEqual([415, 'unsupported_media_type'])
  })

  it('is 406 from a client that takes no JSON', async () => {
    const reader = await signedIn()
    for (const Accept of ['text/event-stream', 'text/html', 'application/jsonx'])
      expect((await send(reader, rpc('ping'), { Accept })).status).toBe(406)
    for (const Accept of [
      'application/json, text/event-stream',
      '*/*',
      'application/*;q=0.5',
      'APPLICATION/JSON',
    ])
      expect((await send(reader, rpc('ping'), { Accept })).status).toBe(200)
  })
})

describe('the revision 2026-07-28', () => {
  it('is discovered', async () => {
    const response = await send(
      await signedIn(),
      rpc('server/discover', { _meta: meta() }),
      modern('server/discover'),
    )
    expect(await response.json()).toMatchObject({
      result: {
        resultType: 'complete',
        supportedVersions: ['2026-07-28', '2025-11-25', '2025-06-18'],
        capabilities: { tools: {} },
        cacheScope: 'private',
        _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'bookplate' } },
      },
    })
  })

  it.each<[string, object, Headers, number, number]>([
    [
      'another revision',
      rpc('tools/list', { _meta: meta('1900-01-01') }),
      { 'MCP-Protocol-Version': '1900-01-01' },
      400,
      -32022,
    ],
    [
      'an older revision',
      rpc('tools/list', { _meta: meta('2025-11-25') }),
      { 'MCP-Protocol-Version': '2025-11-25' },
      400,
      -32022,
    ],
    [
      'a header that differs',
      rpc('tools/list', { _meta: meta() }),
      { 'MCP-Protocol-Version': '2025-11-25' },
      400,
      -32020,
    ],
    ['no header', rpc('tools/list', { _meta: meta() }), { 'Mcp-Method': 'tools/list' }, 400, -32020],
    [
      'no method in a header',
      rpc('tools/list', { _meta: meta() }),
      { 'MCP-Protocol-Version': '2026-07-28' },
      400,
      -32020,
    ],
    ['another method in a header', rpc('tools/list', { _meta: meta() }), modern('tools/call'), 400, -32020],
    ['no revision in the body', rpc('tools/list'), modern('tools/list'), 400, -32602],
    [
      'no capabilities',
      rpc('tools/list', { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } }),
      modern('tools/list'),
      400,
      -32602,
    ],
    ...[null, [], 'tools', 1].map((clientCapabilities): [string, object, Headers, number, number] => [
      `capabilities that are ${JSON.stringify(clientCapabilities)}`,
      rpc('tools/list', {
        _meta: { ...meta(), 'io.modelcontextprotocol/clientCapabilities': clientCapabilities },
      }),
      modern('tools/list'),
      400,
      -32602,
    ]),
    ['an unknown method', rpc('resources/list', { _meta: meta() }), modern('resources/list'), 404, -32601],
    ['a method of older revisions', rpc('initialize', { _meta: meta() }), modern('initialize'), 404, -32601],
    [
      'no name in a header',
      rpc('tools/call', { _meta: meta(), name: 'read_book' }),
      modern('tools/call'),
      400,
      -32020,
    ],
    [
      'another name in a header',
      rpc('tools/call', { _meta: meta(), name: 'read_book' }),
      modern('tools/call', { 'Mcp-Name': 'add_book' }),
      400,
      -32020,
    ],
    [
      'a broken name in a header',
      rpc('tools/call', { _meta: meta(), name: 'read_book' }),
      modern('tools/call', { 'Mcp-Name': '=?base64?%?=' }),
      400,
      -32020,
    ],
  ])('rejects %s', async (_, body, headers, status, code) => {
    expect(await codeOf(await send(await signedIn(), body, headers))).toEqual([status, code, 1])
  })

  it('takes the name of a tool in base64', async () => {
    const body = rpc('tools/call', { _meta: meta(), name: 'search_books' })
    const headers = modern('tools/call', { 'Mcp-Name': `=?base64?${btoa('search_books')}?=` })
    expect(await (await send(await signedIn(), body, headers)).json()).toMatchObject({
      result: { resultType: 'complete', isError: false },
    })
  })
})

describe('an older revision', () => {
  it.each([
    ['2025-11-25', '2025-11-25'],
    ['2025-06-18', '2025-06-18'],
    ['2024-11-05', '2025-11-25'],
    [undefined, '2025-11-25'],
  ])('is negotiated: %s', async (protocolVersion, expected) => {
    const response = await send(await signedIn(), rpc('initialize', { protocolVersion }))
    expect(response.headers.get('Mcp-Session-Id')).toBeNull()
    expect(await response.json()).toMatchObject({ result: { protocolVersion: expected } })
  })

  it('gets 400 for a header with a revision that is not supported', async () => {
    const response = await send(await signedIn(), rpc('ping'), { 'MCP-Protocol-Version': '2024-11-05' })
    expect(await codeOf(response)).toEqual([400, -32022, 1])
  })

  it('needs no header, and no session', async () => {
    const reader = await signedIn()
    for (const headers of [{}, { 'MCP-Protocol-Version': '2025-06-18' }, { 'Mcp-Session-Id': 'x' }])
      expect(await (await send(reader, rpc('ping', undefined, 'a'), headers)).json()).toEqual({
        jsonrpc: '2.0',
        id: 'a',
        result: {},
      })
  })

  it('gets errors in the response', async () => {
    const reader = await signedIn()
    expect(await codeOf(await send(reader, rpc('resources/list')))).toEqual([200, -32601, 1])
    for (const params of [{ name: 'delete_book' }, { name: 7 }, {}, { name: 'read_book', arguments: [] }])
      expect(await codeOf(await send(reader, rpc('tools/call', params)))).toEqual([200, -32602, 1])
    expect(await codeOf(await send(reader, rpc('tools/list', { cursor: 'x' })))).toEqual([200, -32602, 1])
  })
})

describe('a notification', () => {
  it('is accepted, and has no response', async () => {
    const reader = await signedIn()
    for (const method of ['notifications/initialized', 'notifications/cancelled', 'tools/call']) {
      const response = await send(reader, { jsonrpc: '2.0', method, params: {} })
      expect([response.status, await response.text()]).toEqual([202, ''])
    }
  })
})

describe('another method of HTTP', () => {
  it.each(['GET', 'DELETE', 'PUT'])('is 405: %s', async (method) => {
    const response = await api.send(method, '/mcp', { as: await signedIn() })
    expect(response.headers.get('Allow')).toBe('POST')
    expect(await errorOf(response)).toEqual([405, 'method_not_allowed'])
  })
})

describe('an Origin', () => {
  it('of this service is accepted, any other rejected', async () => {
    const reader = await signedIn()
    expect((await send(reader, rpc('ping'), { Origin: 'http://localhost:8787' })).status).toBe(200)
    for (const Origin of [
      'https://evil.example',
      'null',
      'http://localhost:8787.evil.example',
      'http://127.0.0.1',
    ])
      expect(await errorOf(await send(reader, rpc('ping'), { Origin }))).toEqual([403, 'origin_mismatch'])
  })
})

describe('the log', () => {
  it('names the tool, never its input', async () => {
    const reader = await signedIn()
    await send(reader, rpc('tools/call', { name: 'search_books', arguments: { q: 'secretword' } }))
    await send(reader, rpc('tools/call', { name: 'secretword' }))
    const lines = linesOfTest().filter(({ route }) => route === '/mcp')
    expect(lines.map(({ tool }) => tool)).toEqual(['search_books', undefined])
    expect(JSON.stringify(lines)).not.toContain('secretword')
  })
})
