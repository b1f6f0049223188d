import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { app } from '../../src/app.ts'
import { dataOf, request, type Session } from '../support/client.ts'
import { newUser, password } from '../support/makers.ts'

const second = 1000
const minute = 60 * second
const day = 24 * 60 * minute

/** The tokens of one answer, and which session and rotation they belong to. */
interface Grant extends Session {
  session: string
  counter: number
  at: number
}

/** One request: with whose tokens and which password, and what the session or password that it makes is called. */
interface Call {
  verb: 'login' | 'refresh' | 'logout' | 'endAll' | 'changePassword' | 'list'
  grant: Grant
  secret: string
  name: string
}

interface State {
  secret: string
  sessions: Record<string, { counter: number; createdAt: number; rotatedAt: number; expiresAt: number }>
}

// The model: what requests answer and change, one after the other.

const opened = (now: number) => ({ counter: 0, createdAt: now, rotatedAt: now, expiresAt: now + 30 * day })

const open = ({ sessions }: State, id: string, now: number) => {
  const session = sessions[id]
  return session && now < session.expiresAt ? session : undefined
}

/** How many seconds the clock may differ from that of an access token. */
const tolerance = 5

const asCaller = (state: State, { session, at }: Grant, now: number, act: () => string) => {
  const age = Math.floor(now / second) - Math.floor(at / second)
  return age >= -tolerance && age < 900 + tolerance && open(state, session, now) ? act() : 'invalid_token'
}

const model: Record<Call['verb'], (state: State, call: Call, now: number) => string> = {
  login(state, { secret, name }, now) {
    if (secret !== state.secret) return 'invalid_credentials'
    state.sessions[name] = opened(now)
    return `${name} 0`
  },
  refresh(state, { grant }, now) {
    const session = open(state, grant.session, now)
    if (!session) return 'invalid_token'
    if (grant.counter === session.counter) {
      const expiresAt = Math.min(now + 30 * day, session.createdAt + 90 * day)
      Object.assign(session, { counter: session.counter + 1, rotatedAt: now, expiresAt })
    } else if (grant.counter < session.counter - 1 || now - session.rotatedAt > 10 * second) {
      delete state.sessions[grant.session]
      return 'refresh_token_reused'
    }
    return `${grant.session} ${session.counter}`
  },
  logout(state, { grant }) {
    delete state.sessions[grant.session]
    return 'done'
  },
  endAll: (state, { grant }, now) =>
    asCaller(state, grant, now, () => {
      state.sessions = {}
      return 'done'
    }),
  changePassword: (state, { grant, secret, name }, now) =>
    asCaller(state, grant, now, () => {
      if (secret !== state.secret) return 'invalid_credentials'
      state.secret = newSecret(name)
      for (const id of Object.keys(state.sessions)) if (id !== grant.session) delete state.sessions[id]
      return 'done'
    }),
  list: (state, { grant }, now) =>
    asCaller(state, grant, now, () => {
      return `${Object.keys(state.sessions).filter((id) => open(state, id, now)).length} sessions`
    }),
}

interface Outcome {
  state: State
  answers: string[]
}

/** What may come of `calls` at once: what comes of them in one order or another. */
const inAnyOrder = (state: State, calls: (Call | undefined)[], now: number): Outcome[] => {
  if (calls.every((call) => !call)) return [{ state, answers: [] }]
  return calls.flatMap((call, i) => {
    if (!call) return []
    const after = structuredClone(state)
    const answer = model[call.verb](after, call, now)
    return inAnyOrder(after, calls.with(i, undefined), now).map((rest) => ({
      state: rest.state,
      answers: Object.assign([...rest.answers], { [i]: answer }),
    }))
  })
}

// The service, driven with the same calls.

const newSecret = (name: string) => `${name} of 7 staples for each horse`

const context = createExecutionContext()

// Not over `exports.default`: the way through the runtime would take half of the time.
const send = async (...args: Parameters<typeof request>) => app.fetch(request(...args), env, context)

const requests: Record<Call['verb'], (call: Call, email: string) => Promise<Response>> = {
  login: ({ secret }, email) => send('POST', '/users/login', { body: { email, password: secret } }),
  refresh: ({ grant: { refresh_token } }) => send('POST', '/users/refresh', { body: { refresh_token } }),
  logout: ({ grant: { refresh_token } }) => send('POST', '/users/logout', { body: { refresh_token } }),
  endAll: ({ grant }) => send('DELETE', '/users/sessions', { as: grant }),
  list: ({ grant }) => send('GET', '/users/sessions', { as: grant }),
  changePassword: ({ grant, secret, name }) => {
    const body = { current_password: secret, new_password: newSecret(name) }
    return send('PUT', '/users/password', { as: grant, body })
  },
}

/** Signs in, and goes on from there. */
const drive = async (email: string) => {
  const signedIn = await send('POST', '/users/login', { body: { email, password } })
  const first: Grant = { ...(await dataOf(signedIn)), session: 'first', counter: 0, at: Date.now() }
  const grants = [first]
  const names = new Map([[first.refresh_token, 'first 0']])

  /** What a refresh token is called. Two of one name, or two names of one, would be a difference from the model. */
  const nameOf = (token: string, name: string) => {
    if (!names.has(token)) names.set(token, [...names.values()].includes(name) ? `another ${name}` : name)
    return names.get(token) ?? name
  }

  const read = async ({ verb, grant, name }: Call, response: Response): Promise<string> => {
    if (response.status === 204) return 'done'
    const { data, error } = await response.json<{ data: Session & unknown[]; error?: { code: string } }>()
    if (error) return error.code
    if (verb === 'list') return `${data.length} sessions`
    const [session, counter] = verb === 'login' ? [name, 0] : [grant.session, grant.counter + 1]
    grants.push({ ...data, session, counter, at: Date.now() })
    return nameOf(data.refresh_token, `${session} ${counter}`)
  }

  return {
    /** Of all the tokens that were given, the last but `back`. */
    grant: (back: number) => grants.at(-1 - back) ?? first,
    /** Sends them all at once. */
    send: async (calls: Call[]) => {
      const sent = calls.map(async (call) => ({ call, response: await requests[call.verb](call, email) }))
      const answers: string[] = []
      for (const { call, response } of await Promise.all(sent)) answers.push(await read(call, response))
      return answers
    },
  }
}

const calls = (refreshWeight: number) => {
  const verb = fc.oneof(
    { weight: refreshWeight, arbitrary: fc.constant('refresh' as const) },
    { weight: 3, arbitrary: fc.constant('login' as const) },
    { weight: 4, arbitrary: fc.constantFrom('list', 'logout', 'endAll', 'changePassword') },
  )
  const back = fc.oneof(fc.constant(0), fc.nat(3))
  const call = fc.record({ verb, back })
  const one = fc.tuple(call)
  return fc.oneof(
    { weight: 3, arbitrary: one },
    { weight: 1, arbitrary: fc.array(call, { minLength: 2, maxLength: 3 }) },
  )
}

const overSeconds = fc.record({
  wait: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.constantFrom(-3000, -1, 1, 5000, 9999, 10_000, 10_001) },
    { weight: 1, arbitrary: fc.integer({ min: -5000, max: 20_000 }) },
  ),
  calls: calls(8),
})

const overMonths = fc.record({
  wait: fc.constantFrom(-1, 0, 15 * minute, 15 * day, 28 * day, 29 * day, 30 * day - 1, 30 * day),
  calls: calls(40),
})

/** @returns a user, and how to make it new again: without sessions, and with its first password */
const newAgain = async () => {
  const user = await newUser()
  const hash = env.DB.prepare('select password_hash from users where id = ?').bind(user.id)
  const passwordHash = await hash.first('password_hash')
  const reset = [
    env.DB.prepare('delete from sessions where user_id = ?').bind(user.id),
    env.DB.prepare('update users set password_hash = ? where id = ?').bind(passwordHash, user.id),
  ]
  return { email: user.email, reset: () => env.DB.batch(reset) }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  // What is tested is not the cost of a hash, and log lines would cost more than the requests.
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle)
  vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation((pbkdf2, key, length) =>
    derive({ ...(pbkdf2 as SubtleCryptoDeriveKeyAlgorithm), iterations: 1 }, key, length),
  )
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it.each([
  ['seconds', overSeconds],
  ['months', overMonths],
])(
  'sessions do what their model does, whatever comes in whatever order, over %s',
  async (_, step) => {
    const { email, reset } = await newAgain()
    const property = fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (script) => {
      let now = Date.parse('2026-12-01T12:00:00.250Z')
      vi.setSystemTime(now)
      await reset()
      const service = await drive(email)
      let possible: State[] = [{ secret: password, sessions: { first: opened(now) } }]
      for (const [i, { wait, calls }] of script.entries()) {
        now += wait
        vi.setSystemTime(now)
        const { secret = password } = possible[0] ?? {}
        const sent = calls.map(({ verb, back }, j) => {
          return { verb, grant: service.grant(back), secret, name: `${i}.${j}` }
        })
        const allowed = possible.flatMap((state) => inAnyOrder(state, sent, now))
        const answers = JSON.stringify(await service.send(sent))
        expect(allowed.map((outcome) => JSON.stringify(outcome.answers))).toContain(answers)
        const states = allowed
          .filter((outcome) => JSON.stringify(outcome.answers) === answers)
          .map(({ state }) => JSON.stringify(state))
        possible = [...new Set(states)].map((state) => JSON.parse(state))
      }
    })
    await fc.assert(property, { numRuns: 1000 })
  },
  300_000,
)
