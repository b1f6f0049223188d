// A model of sessions: the result of each request, for requests one after another.

import { clockToleranceSeconds } from '../../../src/auth/purposes.ts'
import type { Session } from '../../support/client.ts'

export const second = 1000
export const minute = 60 * second
export const day = 24 * 60 * minute

/** The tokens of one response, with their session and rotation. */
export interface Grant extends Session {
  session: string
  counter: number
  at: number
}

/** One request: its tokens, its password, and a name for the session or password that it makes. */
export interface Call {
  verb: 'login' | 'refresh' | 'logout' | 'endAll' | 'changePassword' | 'list'
  grant: Grant
  secret: string
  name: string
  /** The `Idempotency-Key` of a refresh. */
  key?: string | undefined
}

interface OpenSession {
  counter: number
  createdAt: number
  rotatedAt: number
  expiresAt: number
  /** That of the last rotation. */
  key: string | null
}

export interface State {
  secret: string
  sessions: Record<string, OpenSession>
}

export const newSecret = (name: string) => `${name} of 7 staples for each horse`

export const opened = (now: number): OpenSession => ({
  counter: 0,
  createdAt: now,
  rotatedAt: now,
  expiresAt: now + 30 * day,
  key: null,
})

const open = ({ sessions }: State, id: string, now: number) => {
  const session = sessions[id]
  return session && now < session.expiresAt ? session : undefined
}

const asCaller = (state: State, { session, at }: Grant, now: number, act: () => string) => {
  const age = Math.floor(now / second) - Math.floor(at / second)
  return age >= -clockToleranceSeconds && age < 900 + clockToleranceSeconds && open(state, session, now)
    ? act()
    : 'invalid_token'
}

/** For each request: its result, and its change to the state. */
const model: Record<Call['verb'], (state: State, call: Call, now: number) => string> = {
  login(state, { secret, name }, now) {
    if (secret !== state.secret) return 'invalid_credentials'
    state.sessions[name] = opened(now)
    return `${name} 0`
  },
  refresh(state, { grant, key }, now) {
    const session = open(state, grant.session, now)
    if (!session) return 'invalid_token'
    if (grant.counter === session.counter) {
      const expiresAt = Math.min(now + 30 * day, session.createdAt + 90 * day)
      Object.assign(session, { counter: session.counter + 1, rotatedAt: now, expiresAt, key: key ?? null })
      return `${grant.session} ${session.counter}`
    }
    const isRetry = key !== undefined && key === session.key
    const isAllowed = isRetry || now - session.rotatedAt <= 10 * second
    if (grant.counter < session.counter - 1 || !isAllowed) {
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
  results: string[]
}

/** The possible outcomes of parallel calls: the outcome of each order. */
export const inAnyOrder = (state: State, calls: (Call | undefined)[], now: number): Outcome[] => {
  if (calls.every((call) => !call)) return [{ state, results: [] }]
  return calls.flatMap((call, i) => {
    if (!call) return []
    const after = structuredClone(state)
    const result = model[call.verb](after, call, now)
    return inAnyOrder(after, calls.with(i, undefined), now).map((rest) => ({
      state: rest.state,
      results: Object.assign([...rest.results], { [i]: result }),
    }))
  })
}
