import { describe, expect, it } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { linesOfTest } from '../support/logs.ts'
import { signedIn } from '../support/makers.ts'
import { rpcMessage } from './messages.ts'
import { send } from './sending.ts'

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
    expect((await send(reader, rpcMessage('ping'), { Origin: 'http://localhost:8787' })).status).toBe(200)
    for (const Origin of [
      'https://evil.example',
      'null',
      'http://localhost:8787.evil.example',
      'http://127.0.0.1',
    ])
      expect(await errorOf(await send(reader, rpcMessage('ping'), { Origin }))).toEqual([
        403,
        'origin_mismatch',
      ])
  })
})

describe('the log', () => {
  it('names the tool, never its input', async () => {
    const reader = await signedIn()
    await send(reader, rpcMessage('tools/call', { name: 'search_books', arguments: { q: 'secretword' } }))
    await send(reader, rpcMessage('tools/call', { name: 'secretword' }))
    const lines = linesOfTest().filter(({ route }) => route === '/mcp')
    expect(lines.map(({ tool }) => tool)).toEqual(['search_books', undefined])
    expect(JSON.stringify(lines)).not.toContain('secretword')
  })
})
