import { exports } from 'cloudflare:workers'
import { expectDescribed, operationOf } from './contract.ts'
import { hide } from './logs.ts'

export const origin = 'http://localhost:8787'

export interface Session {
  access_token: string
  refresh_token: string
}

interface Options {
  /** Sent as JSON; a FormData, a string or bytes as they are. */
  body?: unknown
  as?: Session | undefined
  headers?: Record<string, string>
}

const isRaw = (body: unknown): body is BodyInit =>
  body instanceof FormData ||
  typeof body === 'string' ||
  body instanceof Uint8Array ||
  body instanceof ReadableStream

const hiddenFields = [
  'email',
  'password',
  'current_password',
  'new_password',
  'refresh_token',
  'token',
  'code',
  'mfa_token',
]

/** The log must hold no secret that a test sends. */
const hideSecrets = ({ body, as, headers }: Options): void => {
  hide(as?.access_token, as?.refresh_token, headers?.Authorization?.split(' ')[1])
  if (typeof body !== 'object' || body === null || isRaw(body)) return
  for (const name of hiddenFields) {
    const value: unknown = Reflect.get(body, name)
    if (typeof value === 'string') hide(value)
  }
  const proof: unknown = Reflect.get(body, 'proof')
  if (proof !== undefined) hideSecrets({ body: proof })
}

/** @returns a request to the service as its clients make it */
export const request = (method: string, path: string, options: Options = {}): Request => {
  hideSecrets(options)
  const { body, as, headers } = options
  return new Request(`${origin}${path}`, {
    method,
    body: body === undefined ? null : isRaw(body) ? body : JSON.stringify(body),
    headers: {
      ...(body !== undefined && !isRaw(body) && { 'Content-Type': 'application/json' }),
      ...(as && { Authorization: `Bearer ${as.access_token}` }),
      ...headers,
    },
  })
}

/** Checks a response against the OpenAPI document, in every test. */
export const described = async (request: Request, sent: Promise<Response>): Promise<Response> => {
  const response = await sent
  if (operationOf(request)) await expectDescribed(request, response)
  return response
}

const send =
  (method: string) =>
  (path: string, options?: Options): Promise<Response> => {
    const toSend = request(method, path, options)
    return described(toSend, exports.default.fetch(toSend))
  }

/** The service, in this isolate, over its real bindings. */
export const api = {
  get: send('GET'),
  head: send('HEAD'),
  post: send('POST'),
  put: send('PUT'),
  patch: send('PATCH'),
  delete: send('DELETE'),
  send: (method: string, path: string, options?: Options) => send(method)(path, options),
}

// biome-ignore lint/suspicious/noExplicitAny: tests read responses of every shape
type Json = any

/** @returns `data` of the envelope */
export const dataOf = async (response: Response): Promise<Json> => (await response.json<Json>()).data

/** @returns the parts of an error that a client decides by: status and code */
export const errorOf = async (response: Response): Promise<[number, string | undefined]> => [
  response.status,
  (await response.json<Json>()).error?.code,
]
