import { expect } from 'vitest'
import { api, type Session } from '../support/client.ts'

export type Headers = Record<string, string>

export const send = (as: Session, body: unknown, headers: Headers = {}) =>
  api.post('/mcp', { as, body, headers })

export const meta = (version = '2026-07-28') => ({
  'io.modelcontextprotocol/protocolVersion': version,
  'io.modelcontextprotocol/clientCapabilities': {},
})

export const modern = (method: string, more: Headers = {}): Headers => ({
  'MCP-Protocol-Version': '2026-07-28',
  'Mcp-Method': method,
  ...more,
})

export const codeOf = async (response: Response) => {
  const body = await response.json<{ jsonrpc: string; id: unknown; error: { code: number } }>()
  expect(body.jsonrpc).toBe('2.0')
  return [response.status, body.error?.code, body.id]
}
