import { describe, expect, it } from 'vitest'
import { signedIn } from '../support/makers.ts'
import { rpcMessage } from './messages.ts'
import { codeOf, type Headers, meta, modern, send } from './sending.ts'

describe('the revision 2026-07-28', () => {
  it('is discovered', async () => {
    const response = await send(
      await signedIn(),
      rpcMessage('server/discover', { _meta: meta() }),
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
      rpcMessage('tools/list', { _meta: meta('1900-01-01') }),
      { 'MCP-Protocol-Version': '1900-01-01' },
      400,
      -32022,
    ],
    [
      'an older revision',
      rpcMessage('tools/list', { _meta: meta('2025-11-25') }),
      { 'MCP-Protocol-Version': '2025-11-25' },
      400,
      -32022,
    ],
    [
      'a header that differs',
      rpcMessage('tools/list', { _meta: meta() }),
      { 'MCP-Protocol-Version': '2025-11-25' },
      400,
      -32020,
    ],
    ['no header', rpcMessage('tools/list', { _meta: meta() }), { 'Mcp-Method': 'tools/list' }, 400, -32020],
    [
      'no method in a header',
      rpcMessage('tools/list', { _meta: meta() }),
      { 'MCP-Protocol-Version': '2026-07-28' },
      400,
      -32020,
    ],
    [
      'another method in a header',
      rpcMessage('tools/list', { _meta: meta() }),
      modern('tools/call'),
      400,
      -32020,
    ],
    ['no revision in the body', rpcMessage('tools/list'), modern('tools/list'), 400, -32602],
    [
      'no capabilities',
      rpcMessage('tools/list', { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } }),
      modern('tools/list'),
      400,
      -32602,
    ],
    ...[null, [], 'tools', 1].map((clientCapabilities): [string, object, Headers, number, number] => [
      `capabilities that are ${JSON.stringify(clientCapabilities)}`,
      rpcMessage('tools/list', {
        _meta: { ...meta(), 'io.modelcontextprotocol/clientCapabilities': clientCapabilities },
      }),
      modern('tools/list'),
      400,
      -32602,
    ]),
    [
      'an unknown method',
      rpcMessage('resources/list', { _meta: meta() }),
      modern('resources/list'),
      404,
      -32601,
    ],
    [
      'a method of older revisions',
      rpcMessage('initialize', { _meta: meta() }),
      modern('initialize'),
      404,
      -32601,
    ],
    [
      'no name in a header',
      rpcMessage('tools/call', { _meta: meta(), name: 'read_book' }),
      modern('tools/call'),
      400,
      -32020,
    ],
    [
      'another name in a header',
      rpcMessage('tools/call', { _meta: meta(), name: 'read_book' }),
      modern('tools/call', { 'Mcp-Name': 'add_book' }),
      400,
      -32020,
    ],
    [
      'a broken name in a header',
      rpcMessage('tools/call', { _meta: meta(), name: 'read_book' }),
      modern('tools/call', { 'Mcp-Name': '=?base64?%?=' }),
      400,
      -32020,
    ],
  ])('rejects %s', async (_, body, headers, status, code) => {
    expect(await codeOf(await send(await signedIn(), body, headers))).toEqual([status, code, 1])
  })

  it('takes the name of a tool in base64', async () => {
    const body = rpcMessage('tools/call', { _meta: meta(), name: 'search_books' })
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
    const response = await send(await signedIn(), rpcMessage('initialize', { protocolVersion }))
    expect(response.headers.get('Mcp-Session-Id')).toBeNull()
    expect(await response.json()).toMatchObject({ result: { protocolVersion: expected } })
  })

  it('gets 400 for a header with a revision that is not supported', async () => {
    const response = await send(await signedIn(), rpcMessage('ping'), {
      'MCP-Protocol-Version': '2024-11-05',
    })
    expect(await codeOf(response)).toEqual([400, -32022, 1])
  })

  it('needs no header, and no session', async () => {
    const reader = await signedIn()
    for (const headers of [{}, { 'MCP-Protocol-Version': '2025-06-18' }, { 'Mcp-Session-Id': 'x' }])
      expect(await (await send(reader, rpcMessage('ping', undefined, 'a'), headers)).json()).toEqual({
        jsonrpc: '2.0',
        id: 'a',
        result: {},
      })
  })

  it('gets errors in the response', async () => {
    const reader = await signedIn()
    expect(await codeOf(await send(reader, rpcMessage('resources/list')))).toEqual([200, -32601, 1])
    for (const params of [{ name: 'delete_book' }, { name: 7 }, {}, { name: 'read_book', arguments: [] }])
      expect(await codeOf(await send(reader, rpcMessage('tools/call', params)))).toEqual([200, -32602, 1])
    expect(await codeOf(await send(reader, rpcMessage('tools/list', { cursor: 'x' })))).toEqual([
      200, -32602, 1,
    ])
  })
})
