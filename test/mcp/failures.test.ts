import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { errorOf, request } from '../support/client.ts'
import { from, limiter } from '../support/limiter.ts'
import { signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { send, toolResult } from './calling.ts'
import { callOf, rpcMessage } from './messages.ts'

describe('a failure', () => {
  it('of D1 is 503, with any message', async () => {
    const reader = await signedIn()
    for (const body of [
      rpcMessage('tools/list'),
      callOf('search_books'),
      callOf('add_book', { title: 'Emma' }),
    ]) {
      const response = await fetchWith(
        { DB: failing(env.DB, ['batch']) },
        request('POST', '/mcp', { as: reader, body }),
      )
      expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    }
  })

  it('of all providers is told', async () => {
    const body = callOf('lookup_book', { q: 'emma' })
    const response = await fetchWith(
      { LOOKUP: 'off' },
      request('POST', '/mcp', { as: await signedIn(), body }),
    )
    const { isError, value } = await toolResult(response)
    expect([isError, value.error]).toEqual([true, 'lookup_unavailable'])
  })
})

describe('the limits', () => {
  it('stop a burst', async () => {
    const reader = await signedIn()
    const options = { as: reader, body: rpcMessage('ping'), headers: from('203.0.113.7') }
    const response = await fetchWith({ SEARCH_LIMIT: limiter(false) }, request('POST', '/mcp', options))
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(await errorOf(response)).toEqual([429, 'rate_limited'])
  })

  it('of lookups are told with the time to wait', async () => {
    const reader = await signedIn()
    await env.DB.prepare("insert into lookup_counts values (?, 'lookup', 60, ?)")
      .bind(reader.user.id, Date.now() + 600_000)
      .run()
    const { isError, value } = await toolResult(await send(reader, callOf('lookup_book', { q: 'emma' })))
    expect([isError, value.error]).toEqual([true, 'rate_limited'])
    expect(value.message).toMatch(/Wait [1-9]\d\d seconds\.$/)
  })

  it('of the library are told', async () => {
    const body = callOf('add_book', { title: 'Emma' })
    const response = await fetchWith(
      { QUOTA_BOOKS: '0' },
      request('POST', '/mcp', { as: await signedIn(), body }),
    )
    expect((await toolResult(response)).value).toMatchObject({ error: 'quota_exceeded' })
  })
})
