import { describe, expect, it } from 'vitest'
import { sessionIdOf } from '../request-makers.ts'
import { api, dataOf } from '../support/client.ts'
import { linesOfTest } from '../support/logs.ts'
import { newUser, password, signedIn, signIn } from '../support/makers.ts'

/** The events of the test but for the lines of requests, without what every line has. */
const events = () =>
  linesOfTest()
    .filter(({ event }) => event !== 'request')
    .map(({ level, version, requestId, ...rest }) => {
      expect(requestId).toBeTypeOf('string')
      return rest
    })

const twice = async () => {
  const user = await newUser()
  const [first, second] = [await signIn(user), await signIn(user)]
  linesOfTest()
  return { user, first, second, ids: [sessionIdOf(first), sessionIdOf(second)] as const }
}

describe('the log names', () => {
  it('a sign-up, a sign-in and a refresh', async () => {
    const body = { name: 'Some Reader', email: `${crypto.randomUUID()}@example.com`, password }
    const { id: userId } = await dataOf(await api.post('/users', { body }))
    const session = await signIn(body)
    await api.post('/users/refresh', { body: { refresh_token: session.refresh_token } })
    const sessionId = sessionIdOf(session)
    expect(events()).toEqual([
      { event: 'signed_up', userId },
      { event: 'signed_in', userId, sessionId, endedSessionIds: [] },
      { event: 'refreshed', userId, sessionId },
    ])
  })

  it('the session that a sign-in replaces', async () => {
    const user = await newUser()
    const body = { email: user.email, password, transport: 'cookie' }
    const headers = { Origin: 'http://localhost:8787' }
    const first = await api.post('/users/login', { body, headers })
    const [cookie = ''] = first.headers.getSetCookie().map((text) => text.split(';')[0] ?? '')
    await api.post('/users/login', { body, headers: { ...headers, Cookie: cookie } })
    const [opened, replacing] = events()
    expect(replacing?.endedSessionIds).toEqual([opened?.sessionId])
  })

  it('a sign-out, with the session that ended', async () => {
    const { user, first, ids } = await twice()
    await api.post('/users/logout', { as: first })
    await api.post('/users/logout', { as: first })
    expect(events().slice(2)).toEqual([
      { event: 'signed_out', userId: user.id, endedSessionIds: [ids[0]] },
      { event: 'signed_out', endedSessionIds: [] },
    ])
  })

  it('the end of one session, and of all', async () => {
    const { user, second, ids } = await twice()
    await api.delete(`/users/sessions/${ids[0]}`, { as: second })
    await api.delete('/users/sessions', { as: second })
    const by = { event: 'sessions_ended', userId: user.id, sessionId: ids[1] }
    expect(events().slice(2)).toEqual([
      { ...by, endedSessionIds: [ids[0]] },
      { ...by, endedSessionIds: [ids[1]] },
    ])
  })

  it('the sessions that a changed password ends', async () => {
    const { user, second, ids } = await twice()
    const body = { current_password: password, new_password: 'Another-Horse-8' }
    await api.put('/users/password', { as: second, body })
    expect(events().slice(2)).toEqual([
      { event: 'password_changed', userId: user.id, sessionId: ids[1], endedSessionIds: [ids[0]] },
    ])
  })

  it.each([
    ['account_disabled', '/users', undefined],
    ['account_erased', '/users?purge=true', { password }],
  ])('the sessions that it ends: %s', async (event, path, body) => {
    const { user, second, ids } = await twice()
    await api.delete(path, { as: second, body })
    const [ended] = events().slice(2)
    expect(ended).toMatchObject({ event, userId: user.id })
    expect([ended?.endedSessionIds].flat().toSorted()).toEqual(ids.toSorted())
  })

  it('a download token, when it is issued and when it is used', async () => {
    const as = await signedIn()
    const { token } = await dataOf(await api.post('/users/download-tokens', { as }))
    await (await api.get(`/books/export?token=${token}`)).text()
    const owner = { userId: as.user.id, sessionId: sessionIdOf(as) }
    expect(events()).toEqual([
      { event: 'download_token_issued', ...owner },
      { event: 'download_token_used', ...owner },
    ])
  })
})
