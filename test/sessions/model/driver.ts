import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../../src/app.ts'
import { dataOf, request, type Session } from '../../support/client.ts'
import { password } from '../../support/makers.ts'
import { type Call, type Grant, newSecret } from './model.ts'

const context = createExecutionContext()

// Without `exports.default`, whose way through the runtime takes half of the time.
const send = async (...args: Parameters<typeof request>) => app.fetch(request(...args), env, context)

const requests: Record<Call['verb'], (call: Call, email: string) => Promise<Response>> = {
  login: ({ secret }, email) => send('POST', '/users/login', { body: { email, password: secret } }),
  refresh: ({ grant: { refresh_token }, key }) =>
    send('POST', '/users/refresh', {
      body: { refresh_token },
      ...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
    }),
  logout: ({ grant: { refresh_token } }) => send('POST', '/users/logout', { body: { refresh_token } }),
  endAll: ({ grant }) => send('DELETE', '/users/sessions', { as: grant }),
  list: ({ grant }) => send('GET', '/users/sessions', { as: grant }),
  changePassword: ({ grant, secret, name }) => {
    const body = { current_password: secret, new_password: newSecret(name) }
    return send('PUT', '/users/password', { as: grant, body })
  },
}

/** Signs in, and then sends calls to the service. */
export const drive = async (email: string) => {
  const signedIn = await send('POST', '/users/login', { body: { email, password } })
  const first: Grant = { ...(await dataOf(signedIn)), session: 'first', counter: 0, at: Date.now() }
  const grants = [first]
  const names = new Map([[first.refresh_token, 'first 0']])

  /** The name of a refresh token. Two tokens with one name, or two names of one token, would differ from the model. */
  const nameOf = (token: string, name: string) => {
    if (!names.has(token)) names.set(token, [...names.values()].includes(name) ? `another ${name}` : name)
    return names.get(token) ?? name
  }

  const resultOf = async ({ verb, grant, name }: Call, response: Response): Promise<string> => {
    if (response.status === 204) return 'done'
    const { data, error } = await response.json<{ data: Session & unknown[]; error?: { code: string } }>()
    if (error) return error.code
    if (verb === 'list') return `${data.length} sessions`
    const [session, counter] = verb === 'login' ? [name, 0] : [grant.session, grant.counter + 1]
    grants.push({ ...data, session, counter, at: Date.now() })
    return nameOf(data.refresh_token, `${session} ${counter}`)
  }

  return {
    /** The tokens of an earlier response: the last one for 0. */
    grant: (back: number) => grants.at(-1 - back) ?? first,
    /** Sends all calls at once. */
    send: async (calls: Call[]) => {
      const sent = calls.map(async (call) => ({ call, response: await requests[call.verb](call, email) }))
      const results: string[] = []
      for (const { call, response } of await Promise.all(sent)) results.push(await resultOf(call, response))
      return results
    },
  }
}
