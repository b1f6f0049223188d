import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, errorOf } from '../support/client.ts'

const headers = { 'Content-Type': 'application/reports+json' }
const send = (body: unknown, more: Record<string, string> = {}) =>
  api.post('/reports', { body: JSON.stringify(body), headers: { ...headers, ...more } })

const violation = (fields: object = {}) => ({
  type: 'csp-violation',
  age: 10,
  url: 'https://books.example/',
  user_agent: 'Browser/1.0',
  body: {
    documentURL: 'https://books.example/docs?token=secret',
    effectiveDirective: 'script-src-elem',
    blockedURL: 'https://evil.example/a.js?token=secret',
    disposition: 'enforce',
    ...fields,
  },
})

let lines: { event: string }[] = []
beforeEach(() => {
  lines = []
  vi.spyOn(console, 'warn').mockImplementation((line: string) => lines.push(JSON.parse(line)))
})
afterEach(() => {
  vi.restoreAllMocks()
})
const logged = () => lines.filter(({ event }) => event === 'policy_violated')

describe('POST /reports', () => {
  it('logs each violation, without the query of an address', async () => {
    expect((await send([violation(), violation({ blockedURL: 'inline' })])).status).toBe(204)
    const common = { directive: 'script-src-elem', page: '/docs' }
    expect(logged()).toMatchObject([
      { ...common, blocked: 'https://evil.example' },
      { ...common, blocked: 'inline' },
    ])
    expect(JSON.stringify(logged())).not.toContain('secret')
  })

  it('does not log other reports', async () => {
    expect((await send([{ type: 'deprecation', body: { id: 'x' } }, { type: 'csp-violation' }])).status).toBe(
      204,
    )
    expect(logged()).toEqual([])
  })

  it.each([
    ['no list', violation()],
    ['51 reports', Array.from({ length: 51 }, () => violation())],
    ['a report without a type', [{}]],
  ])('rejects %s, and logs none of it', async (_, body) => {
    expect(await errorOf(await send(body))).toEqual([400, 'invalid_input'])
    expect(logged()).toEqual([])
  })

  it('logs neither the key of a cover or share, nor an email', async () => {
    const reported = [
      ['https://books.example/covers/AAAAAAAAAAAAAAAAAAAAAA/cover.webp', 'mailto:emma@example.com'],
      ['https://books.example/emma@example.com', 'emma@example.com'],
      ['mailto:emma@example.com', 'https://emma:secret@evil.example/emma@example.com'],
    ].map(([documentURL, blockedURL]) =>
      violation({ documentURL, blockedURL, effectiveDirective: 'emma@example.com' }),
    )
    expect((await send(reported)).status).toBe(204)
    const directive = 'malformed'
    expect(logged()).toMatchObject([
      { directive, page: '/covers', blocked: 'null' },
      { directive, page: '/malformed', blocked: 'malformed' },
      { directive, page: '/', blocked: 'https://evil.example' },
    ])
    expect(JSON.stringify(logged())).not.toMatch(/emma|AAAA|secret/)
  })

  it('writes one short line for long or hostile texts', async () => {
    const hostile = '\n{"event":"forged"}'.repeat(90)
    const reported = violation({ effectiveDirective: hostile, blockedURL: hostile, documentURL: hostile })
    expect((await send([reported])).status).toBe(204)
    expect(logged()).toHaveLength(1)
    expect(JSON.stringify(logged()).length).toBeLessThan(400)
  })

  it('is limited for its own network, apart from sign-ups', async () => {
    const from = { 'CF-Connecting-IP': '203.0.113.77' }
    const statuses = await Promise.all(Array.from({ length: 41 }, async () => (await send([], from)).status))
    expect(statuses).toContain(429)
    expect((await api.post('/users', { body: {}, headers: from })).status).toBe(400)
  })
})
