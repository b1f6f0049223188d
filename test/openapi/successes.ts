import { env, exports } from 'cloudflare:workers'
import { putBook } from '../books/put-book.ts'
import { rpcMessage } from '../mcp/messages.ts'
import type { MakeRequest } from '../request-makers.ts'
import { request } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { failing } from '../support/worker.ts'
import { validRequests } from '../valid-requests.ts'

/** A request, and the bindings of the service that gets it. */
export interface Attempt {
  request: Request
  bindings?: Partial<Env>
}

export const reportType = 'application/reports+json'

const open =
  (path: string): MakeRequest =>
  async (query) =>
    request('GET', path + query)

/** All operations: those of `validRequests`, and those that need no database. */
const requests = new Map<string, MakeRequest>([
  ...validRequests,
  [
    'GET /covers/:key/:file',
    async (query) => {
      const { image_url } = await putBook(await signedIn())
      return request('GET', new URL(image_url).pathname + query)
    },
  ],
  [
    'POST /reports',
    async (query) =>
      request('POST', `/reports${query}`, { body: '[]', headers: { 'Content-Type': reportType } }),
  ],
  ...[
    '/health',
    '/.well-known/jwks.json',
    '/.well-known/security.txt',
    '/.well-known/webauthn',
    '/openapi.json',
    '/koreader/healthcheck',
  ].map((path): [string, MakeRequest] => [`GET ${path}`, open(path)]),
])

/**
 * @param operation as the document names it: `GET /books/{id}`
 * @returns a request that succeeds
 */
export const validRequest = (operation: string, query = ''): Promise<Request> => {
  const make = requests.get(operation.replace(/\{(\w+)\}/g, ':$1'))
  if (!make) throw new Error(`test/operations.ts has no valid request for ${operation}`)
  return make(query)
}

/** @returns the request with more headers. Undefined removes a header. */
export const withHeaders = (request: Request, headers: Record<string, string | undefined>): Request => {
  const all = new Headers(request.headers)
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) all.delete(name)
    else all.set(name, value)
  }
  return new Request(request, { headers: all })
}

const signUps = ['POST /users', 'POST /users/passkey-sign-up']

/** By status: a message of an assistant that gets it. */
const messages: Record<string, () => Promise<Attempt>> = {
  '202': () => toMcp({ jsonrpc: '2.0', method: 'notifications/initialized' }),
  '400': () => toMcp([]),
  '404': () => {
    const name = 'io.modelcontextprotocol'
    const _meta = { [`${name}/protocolVersion`]: '2026-07-28', [`${name}/clientCapabilities`]: {} }
    const headers = { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'unknown' }
    return toMcp(rpcMessage('unknown', { _meta }), headers)
  },
  '406': () => toMcp(rpcMessage('ping'), { Accept: 'text/html' }),
}

const toMcp = async (body: unknown, headers = {}): Promise<Attempt> => ({
  request: request('POST', '/mcp', { as: await signedIn(), body, headers }),
})

/** By status: how to get a response that is not the usual one. */
const unusual: Record<string, (operation: string) => Promise<Attempt>> = {
  '200': async (operation) => {
    const made = await validRequest(operation)
    // The second one replaces the first.
    if (operation === 'PUT /users/webhook') await exports.default.fetch(made.clone())
    return { request: made }
  },
  '202': async (operation) => ({
    request: await validRequest(operation),
    ...(signUps.includes(operation) && { bindings: { MAIL_FROM: 'books@books.example' } }),
  }),
  '206': async (operation) => ({
    request: withHeaders(await validRequest(operation), { Range: 'bytes=0-9' }),
  }),
  '304': async (operation) => ({
    request: withHeaders(await validRequest(operation), { 'If-None-Match': '*' }),
  }),
  '503': async (operation) => ({
    request: await validRequest(operation),
    bindings: { DB: failing(env.DB, ['batch']) },
  }),
}

/** @returns a request whose response has the status */
export const attemptFor = async (operation: string, status: string): Promise<Attempt> =>
  (operation === 'POST /mcp' ? messages : unusual)[status]?.(operation) ?? {
    request: await validRequest(operation),
  }
