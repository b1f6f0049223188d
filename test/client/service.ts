import { exports } from 'cloudflare:workers'
import { type ClientOptions, createClient } from '../../client/index.ts'
import { origin } from '../support/client.ts'
import { newUser, password } from '../support/makers.ts'

type Responder = (request: Request) => Response | Promise<Response>

/** The service itself. */
export const serve: Responder = (request) => exports.default.fetch(request)

/** The error of `fetch` without a connection. */
export const offline: Responder = () => Promise.reject(new TypeError('Network connection lost.'))

export const errorResponse = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ message: 'No.', data: null, error: { code } }, { status, headers })

/** The connection of a client and the service: counts requests such as `GET /users`, and lets a test respond to them. */
export const wire = () => {
  const requests: string[] = []
  const responders = new Map<string, Responder>()
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const name = `${request.method} ${new URL(request.url).pathname}`
    requests.push(name)
    return (responders.get(name) ?? serve)(request)
  }
  return {
    fetch,
    count: (name: string) => requests.filter((request) => request === name).length,
    intercept: (name: string, responder: Responder) => void responders.set(name, responder),
    /** Lets the service respond again. */
    release: (name: string) => void responders.delete(name),
  }
}

/** A client of the service. */
export const open = (options: Partial<ClientOptions> = {}) => {
  const connection = wire()
  return { ...connection, client: createClient({ baseUrl: origin, fetch: connection.fetch, ...options }) }
}

/** A client with a session of a new user. */
export const openSignedIn = async (options: Partial<ClientOptions> = {}) => {
  const user = await newUser()
  const opened = open(options)
  await opened.client.signIn({ email: user.email, password })
  return { ...opened, user }
}
