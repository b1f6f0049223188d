import { describe, expect, it } from 'vitest'
import { sessionIdOf } from '../request-makers.ts'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { newUser, password, signedIn, signIn } from '../support/makers.ts'

const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

const eventsOf = async (as: Session) => dataOf(await api.get('/users/security-events?limit=100', { as }))
const kindsOf = async (as: Session) =>
  (await eventsOf(as)).map(({ kind, count }: { kind: string; count: number }) => [kind, count])

describe('the events of an account', () => {
  it('begin with the sign-up', async () => {
    const body = { name: 'Some Reader', email: `${crypto.randomUUID()}@example.com`, password }
    await api.post('/users', { body, headers: { 'User-Agent': userAgent } })
    const [signedInEvent, signedUp, ...others] = await eventsOf(await signIn(body))
    expect(signedInEvent).toMatchObject({ kind: 'signed_in_on_new_device', details: { method: 'password' } })
    expect(signedUp).toEqual({
      id: expect.any(String),
      kind: 'signed_up',
      details: {},
      user_agent: userAgent,
      device: 'Firefox on Windows',
      count: 1,
      created_at: expect.any(String),
    })
    expect(others).toEqual([])
  })

  it('tell of a new name and a new password', async () => {
    const as = await signedIn()
    await api.patch('/users', { as, body: { name: 'New Name' } })
    const body = { current_password: password, new_password: 'Another-Horse-8' }
    await api.put('/users/password', { as, body })
    expect((await kindsOf(as)).slice(0, 2)).toEqual([
      ['password_changed', 1],
      ['name_changed', 1],
    ])
  })

  it('have no password change that was rejected', async () => {
    const as = await signedIn()
    const body = { current_password: 'Wrong-Horse-7', new_password: 'Another-Horse-8' }
    await api.put('/users/password', { as, body })
    expect((await kindsOf(as))[0]).toEqual(['proof_failed', 1])
  })

  it('tell of sessions that end', async () => {
    const user = await newUser()
    const [first, second, third] = [await signIn(user), await signIn(user), await signIn(user)]
    await api.post('/users/logout', { as: first, body: { refresh_token: first.refresh_token } })
    await api.post('/users/logout', { as: first })
    await api.delete(`/users/sessions/${sessionIdOf(second)}`, { as: third })
    await api.delete(`/users/sessions/${sessionIdOf(second)}`, { as: third })
    await api.delete('/users/sessions', { as: third })
    expect((await kindsOf(await signIn(user))).slice(1, 4)).toEqual([
      ['all_sessions_ended', 1],
      ['session_ended', 1],
      ['signed_out', 1],
    ])
  })

  it('tell of a reused refresh token once', async () => {
    const user = await newUser()
    const { refresh_token } = await signIn(user)
    const refresh = (token: string) => api.post('/users/refresh', { body: { refresh_token: token } })
    const { refresh_token: second } = await dataOf(await refresh(refresh_token))
    await refresh(second)
    await Promise.all([refresh(refresh_token), refresh(refresh_token), refresh(second)])
    expect((await kindsOf(await signIn(user))).slice(1)).toEqual([
      ['refresh_token_reused', 1],
      ['signed_in_on_new_device', 1],
    ])
  })

  it('have one row an hour for failed sign-ins', async () => {
    const user = await newUser()
    const body = { email: user.email, password: 'Wrong-Horse-7' }
    await Promise.all([1, 2, 3].map(() => api.post('/users/login', { body })))
    const as = await signIn(user)
    const failures = (await kindsOf(as)).filter(([kind]: [string]) => kind === 'sign_in_failed')
    const counted = failures.reduce((sum: number, [, count]: [string, number]) => sum + count, 0)
    expect(counted).toBe(3)
    expect(failures.length).toBeLessThanOrEqual(2)
  })
})

describe('the list', () => {
  const withEvents = async (changes: number) => {
    const as = await signedIn()
    for (let at = 1; at < changes; at++) await api.patch('/users', { as, body: { name: `Name ${at}` } })
    return as
  }

  it('has pages, each event once', async () => {
    const as = await withEvents(5)
    const all = await eventsOf(as)
    const seen: unknown[] = []
    let path: string | null = '/users/security-events?limit=2'
    while (path !== null) {
      const response = await api.get(path, { as })
      const { data, page } = await response.json<{ data: unknown[]; page: { next: string | null } }>()
      seen.push(...data)
      path = page.next && `/users/security-events?limit=2&cursor=${page.next}`
    }
    expect(seen).toEqual(all)
    expect(seen).toHaveLength(5)
  })

  it('has no event of another user', async () => {
    await withEvents(3)
    expect(await kindsOf(await signedIn())).toEqual([['signed_in', 1]])
  })

  it.each([
    ['cursor=x', 'invalid_cursor'],
    ['cursor=WzEsMl0', 'invalid_cursor'],
    ['limit=0', 'invalid_query'],
    ['limit=101', 'invalid_query'],
    ['kind=signed_in', 'invalid_query'],
  ])('rejects %s', async (query, code) => {
    const response = await api.get(`/users/security-events?${query}`, { as: await signedIn() })
    expect(await errorOf(response)).toEqual([400, code])
  })
})
