import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { rpcMessage } from './messages.ts'
import { codeOf, meta, send } from './sending.ts'

describe('a message that is malformed', () => {
  it.each([
    ['a batch', [rpcMessage('ping')], -32600],
    ['an empty batch', [], -32600],
    ['a number', 7, -32600],
    ['null', null, -32600],
    ['no version of JSON-RPC', { id: 1, method: 'ping' }, -32600],
    ['another version of JSON-RPC', { ...rpcMessage('ping'), jsonrpc: '1.0' }, -32600],
    ['no method', { jsonrpc: '2.0', id: 1 }, -32600],
    ['a response', { jsonrpc: '2.0', id: 1, result: {} }, -32600],
    ['a list as parameters', rpcMessage('ping', []), -32600],
    ['null as its id', rpcMessage('ping', {}, null), -32600],
    ['a fraction as its id', rpcMessage('ping', {}, 1.5), -32600],
    ['an unpaired surrogate in its id', rpcMessage('ping', {}, '\ud800'), -32600],
    ['a long method', rpcMessage('x'.repeat(201)), -32600],
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
      const response = await send(await signedIn(), rpcMessage('ping', { _meta: meta(version) }))
      const text = await response.text()
      expect([response.status, JSON.parse(text).error.code]).toEqual([400, code])
      expect(text.length).toBeLessThan(1000)
    }
  })

  it('is 413 when it is too large', async () => {
    const body = rpcMessage('tools/call', { name: 'add_book', arguments: { title: 'x'.repeat(600_000) } })
    expect(await errorOf(await send(await signedIn(), body))).toEqual([413, 'payload_too_large'])
  })

  it('is 415 as text', async () => {
    const response = await send(await signedIn(), '{}', { 'Content-Type': 'text/plain' })
    expect(await errorOf(response)).toEqual([415, 'unsupported_media_type'])
  })

  it('is 406 from a client that takes no JSON', async () => {
    const reader = await signedIn()
    for (const Accept of ['text/event-stream', 'text/html', 'application/jsonx'])
      expect((await send(reader, rpcMessage('ping'), { Accept })).status).toBe(406)
    for (const Accept of [
      'application/json, text/event-stream',
      '*/*',
      'application/*;q=0.5',
      'APPLICATION/JSON',
    ])
      expect((await send(reader, rpcMessage('ping'), { Accept })).status).toBe(200)
  })
})
