import { exports } from 'cloudflare:workers'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { described, origin } from '../support/client.ts'

/** An access token, or an API key. */
export type Credential = { access_token: string } | { key: string }

export const authorizationOf = (as: Credential): string => `Bearer ${'key' in as ? as.key : as.access_token}`

/** The revision that a client asks for first. The older one begins with `initialize`. */
export type Era = 'legacy' | 'modern'

/** @returns the official client, connected to the service with its real bindings */
export const connect = async (as: Credential, era: Era = 'modern'): Promise<Client> => {
  const client = new Client(
    { name: 'test', version: '1' },
    era === 'modern' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {},
  )
  const transport = new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), {
    requestInit: { headers: { Authorization: authorizationOf(as) } },
    fetch: (url, init) => {
      const request = new Request(url, init)
      return described(request, exports.default.fetch(request.clone()))
    },
  })
  await client.connect(transport)
  return client
}

// biome-ignore lint/suspicious/noExplicitAny: results have the shape of their tool
type Result = any

/** @returns the JSON of a result, and whether it is an error */
export const call = async (
  client: Client,
  name: string,
  input: Record<string, unknown> = {},
): Promise<{ isError: boolean; value: Result }> => {
  const { content, isError } = await client.callTool({ name, arguments: input })
  const [first] = content
  if (first?.type !== 'text') throw new Error('The result has no text')
  return { isError: isError === true, value: JSON.parse(first.text) }
}
