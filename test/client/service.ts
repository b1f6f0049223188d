import { exports } from 'cloudflare:workers'
import { type ClientOptions, createClient } from '../../client/index.ts'
import { origin } from '../support/client.ts'
import { newUser, password } from '../support/makers.ts'

type Answer = (request: Request) => Response | Promise<Response>

/** The service itself. */
export const serve: Answer = (request) => exports.default.fetch(request)

/** What went wrong on the way, as `fetch` says it. */
export const offline: Answer = () => Promise.reject(new TypeError('Network connection lost.'))

export const refusalOf = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ message: 'No.', data: null, error: { code } }, { status, headers })

/** What lies between a client and the service: counts requests such as `GET /users`, and lets a test answer them. */
export const wire = () => {
  const requests: string[] = []
  const answers = new Map<string, Answer>()
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const name = `${request.method} ${new URL(request.url).pathname}`
    requests.push(name)
    return (answers.get(name) ?? serve)(request)
  }
  return {
    fetch,
    count: (name: string) => requests.filter((request) => request === name).length,
    answer: (name: string, answer: Answer) => void answers.set(name, answer),
    /** Lets the service answer again. */
    mend: (name: string) => void answers.delete(name),
  }
}

/** A client of the service. */
export const open = (options: Partial<ClientOptions> = {}) => {
  const between = wire()
  return { ...between, client: createClient({ baseUrl: origin, fetch: between.fetch, ...options }) }
}

/** A client with a new user's new session. */
export const openSignedIn = async (options: Partial<ClientOptions> = {}) => {
  const user = await newUser()
  const opened = open(options)
  await opened.client.signIn({ email: user.email, password })
  return { ...opened, user }
}
