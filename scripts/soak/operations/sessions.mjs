import { must } from '../client.mjs'
import { pick } from '../random.mjs'
import { freshSessions, sessionOf } from '../tokens.mjs'

const postRefresh = (client, expected, token) =>
  client(expected, 'POST', '/users/refresh', { json: { refresh_token: token } })

const login = (client, expected, email, password) =>
  client(expected, 'POST', '/users/login', { json: { email, password } })

export const signIn = {
  name: 'sign in',
  weight: 12,
  isWrite: true,
  plan: () => ({}),
  run: async ({ client, reader }) => {
    const { data } = await login(client, [200], reader.email, reader.password)
    return { sessions: [sessionOf(data)] }
  },
  /** Ends the session that the unanswered sign-in may have opened: no client has its tokens. */
  settle: async ({ client, reader }) => {
    const { data } = await login(client, [200], reader.email, reader.password)
    const [id, session] = sessionOf(data)
    const token = session.access
    const { data: live } = await client([200], 'GET', '/users/sessions', { token })
    const unknown = live.filter((one) => one.id !== id && !reader.sessions.has(one.id))
    must(unknown.length <= 1, `one unanswered sign-in opened ${unknown.length} sessions`)
    for (const one of unknown) await client([204], 'DELETE', `/users/sessions/${one.id}`, { token })
    return { sessions: [[id, session]] }
  },
}

export const refresh = {
  name: 'refresh',
  weight: 30,
  isWrite: true,
  plan: (reader, random) => {
    const [sessionId] = pick(random, [...reader.sessions]) ?? []
    return sessionId && { sessionId }
  },
  run: async ({ client, reader, intent }) => {
    const { counter, refresh } = reader.sessions.get(intent.sessionId)
    const { data } = await postRefresh(client, [200], refresh)
    const [id, session] = sessionOf(data)
    must(id === intent.sessionId && session.counter === counter + 1, 'the successor belongs to another token')
    return { sessions: [[id, session]] }
  },
  /** Sent again soon, the token gets the same successor. Later it counts as reused, and the session ends. */
  settle: async ({ client, reader, intent }) => {
    const { refresh } = reader.sessions.get(intent.sessionId)
    const { status, data } = await postRefresh(client, [200, 401], refresh)
    return { sessions: [status === 200 ? sessionOf(data) : [intent.sessionId, null]] }
  },
}

export const refreshTwice = {
  ...refresh,
  name: 'refresh, twice at once',
  weight: 8,
  run: async (context) => {
    const [one, other] = await Promise.all([refresh.run(context), refresh.run(context)])
    const tokens = [one, other].map(({ sessions: [[, session]] }) => session.refresh)
    must(tokens[0] === tokens[1], 'one refresh token got two successors')
    return one
  },
}

export const signOut = {
  name: 'sign out',
  weight: 8,
  isWrite: true,
  plan: refresh.plan,
  run: async ({ client, reader, intent }) => {
    const { refresh } = reader.sessions.get(intent.sessionId)
    await client([204], 'POST', '/users/logout', { json: { refresh_token: refresh } })
    return { sessions: [[intent.sessionId, null]] }
  },
  settle: (context) => signOut.run(context),
}

export const endSession = {
  name: 'end a session',
  weight: 5,
  isWrite: true,
  needsSession: true,
  plan: (reader, random) => {
    const [other] = pick(random, [...reader.sessions]) ?? []
    return other && { other }
  },
  run: async ({ client, token, intent, again }) => {
    // Sent again, it may have ended the session of its own token.
    const expected = again ? [204, 404, 401] : [204]
    await client(expected, 'DELETE', `/users/sessions/${intent.other}`, { token })
    return { sessions: [[intent.other, null]] }
  },
  settle: (context) => endSession.run({ ...context, again: true }),
}

export const endAllSessions = {
  name: 'end all sessions',
  weight: 2,
  isWrite: true,
  needsSession: true,
  plan: () => ({}),
  run: async ({ client, token, again }) => {
    await client(again ? [204, 401] : [204], 'DELETE', '/users/sessions', { token })
    return { onlySession: null }
  },
  settle: (context) => endAllSessions.run({ ...context, again: true }),
}

export const listSessions = {
  name: 'list sessions',
  weight: 15,
  needsSession: true,
  plan: () => ({}),
  run: async ({ client, reader, token }) => {
    const { data } = await client([200], 'GET', '/users/sessions', { token })
    const ids = new Set(data.map(({ id }) => id))
    must(ids.symmetricDifference(reader.sessions).size === 0, 'the sessions are not as acknowledged')
  },
}

export const useEndedToken = {
  name: 'use an ended session',
  weight: 10,
  plan: (reader) => reader.endedToken && {},
  run: ({ client, reader }) => client([401], 'GET', '/books', { token: reader.endedToken }),
}

/** @returns a session of the reader that can be used; undefined if they have none */
export const usableSession = (reader, random) => pick(random, freshSessions(reader))
