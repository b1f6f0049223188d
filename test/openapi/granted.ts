import { env } from 'cloudflare:workers'
import { validRequests } from '../operations.ts'
import { request } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { failing } from '../support/worker.ts'

/** A request, and the bindings that it is made to. */
export interface Attempt {
  request: Request
  bindings?: Partial<Env>
}

type MakeRequest = (query: string) => Promise<Request>

const byRoute = new Map<string, MakeRequest>(validRequests)

const ofCover: MakeRequest = async (query) => {
  const { image_url } = await newBook(await signedIn())
  return request('GET', new URL(image_url).pathname + query)
}

const open =
  (path: string): MakeRequest =>
  async (query) =>
    request('GET', path + query)

/** Those that `validRequests` does not have, for they ask no database. */
const others: Record<string, MakeRequest> = {
  'GET /covers/:key/:file': ofCover,
  'GET /health': open('/health'),
  'GET /.well-known/jwks.json': open('/.well-known/jwks.json'),
  'GET /.well-known/security.txt': open('/.well-known/security.txt'),
  'GET /openapi.json': open('/openapi.json'),
}

/**
 * @param operation as the document names it: `GET /books/{id}`
 * @returns a request that is granted
 */
export const grantedRequest = (operation: string, query = ''): Promise<Request> => {
  const route = operation.replace(/\{(\w+)\}/g, ':$1')
  const make = byRoute.get(route) ?? others[route]
  if (!make) throw new Error(`No granted request is known for ${operation}`)
  return make(query)
}

/** @returns the request with these headers besides its own; undefined takes one away */
export const withHeaders = (request: Request, headers: Record<string, string | undefined>): Request => {
  const all = new Headers(request.headers)
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) all.delete(name)
    else all.set(name, value)
  }
  return new Request(request, { headers: all })
}

/** How to get an answer other than the usual one. */
const special: Record<string, (operation: string) => Promise<Attempt>> = {
  '206': async (operation) => ({
    request: withHeaders(await grantedRequest(operation), { Range: 'bytes=0-9' }),
  }),
  '304': async (operation) => ({
    request: withHeaders(await grantedRequest(operation), { 'If-None-Match': '*' }),
  }),
  '503': async (operation) => ({
    request: await grantedRequest(operation),
    bindings: { DB: failing(env.DB, ['batch']) },
  }),
}

/** @returns what gets the answer that the document describes with `status` */
export const attemptFor = async (operation: string, status: string): Promise<Attempt> =>
  special[status]?.(operation) ?? { request: await grantedRequest(operation) }
