import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { decode, sign } from '../auth/jwts.ts'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { newBook, password, signedIn, signIn } from '../support/makers.ts'

type SignedIn = Awaited<ReturnType<typeof signedIn>>

/** @returns all rows of a user */
const everythingOf = async (id: string) => {
  const rows = async (query: string) => (await env.DB.prepare(query).bind(id).all()).results
  return {
    users: await rows('select * from users where id = ?'),
    sessions: await rows('select * from sessions where user_id = ?'),
    books: await rows('select * from books where user_id = ?'),
  }
}

const newPassword = 'Another-Horse-8'

/** Requests of a signed-in stranger who knows the id, the email and the books of a victim. */
const attacks: [string, (stranger: SignedIn, victim: SignedIn, bookId: string) => Promise<Response>][] = [
  ['read as them', (as, { user }) => api.get(`/users?id=${user.id}`, { as })],
  ['read at their id', (as, { user }) => api.get(`/users/${user.id}`, { as })],
  ['rename by id', (as, { user }) => api.patch('/users', { as, body: { name: 'New Name', id: user.id } })],
  [
    'rename at their id',
    (as, { user }) => api.patch(`/users/${user.id}`, { as, body: { name: 'New Name' } }),
  ],
  [
    'rename by query',
    (as, { user }) => api.patch(`/users?id=${user.id}`, { as, body: { name: 'New Name' } }),
  ],
  [
    'take their email',
    (as, { user }) => api.patch('/users', { as, body: { name: 'New Name', email: user.email } }),
  ],
  [
    'sign up with their email',
    (as, { user }) =>
      api.post('/users', { as, body: { name: 'New Name', email: user.email, password: newPassword } }),
  ],
  [
    'change their password',
    (as, { user }) =>
      api.put('/users/password', {
        as,
        body: { current_password: password, new_password: newPassword, user_id: user.id },
      }),
  ],
  ['disable at their id', (as, { user }) => api.delete(`/users/${user.id}`, { as })],
  ['disable by query', (as, { user }) => api.delete(`/users?id=${user.id}`, { as })],
  [
    'erase by id',
    (as, { user }) => api.delete('/users?purge=true', { as, body: { password, user_id: user.id } }),
  ],
  [
    'erase by email',
    (as, { user }) => api.delete('/users?purge=true', { as, body: { password, email: user.email } }),
  ],
  ['rename their book', (as, _, bookId) => api.patch(`/books/${bookId}`, { as, body: { title: 'Mine' } })],
  ['replace their book', (as, _, bookId) => api.put(`/books/${bookId}`, { as, body: { title: 'Mine' } })],
  ['delete their book', (as, _, bookId) => api.delete(`/books/${bookId}`, { as })],
]

describe('a stranger who is signed in', () => {
  it.each(attacks)('cannot %s', async (_, attack) => {
    const [stranger, victim] = [await signedIn(), await signedIn()]
    const { id } = await newBook(victim)
    const before = await everythingOf(victim.user.id)
    const response = await attack(stranger, victim, id)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(await everythingOf(victim.user.id)).toEqual(before)
    expect((await api.get('/users', { as: stranger })).status).toBe(200)
  })

  it('changes only the own account', async () => {
    const [stranger, victim] = [await signedIn(), await signedIn()]
    await newBook(victim)
    const before = await everythingOf(victim.user.id)
    await api.patch('/users', { as: stranger, body: { name: 'New Name' } })
    const body = { current_password: password, new_password: newPassword }
    await api.put('/users/password', { as: stranger, body })
    await api.delete('/users', { as: stranger })
    expect(await everythingOf(victim.user.id)).toEqual(before)
  })

  it('does not see books of other users in the own list', async () => {
    const [stranger, victim] = [await signedIn(), await signedIn()]
    await newBook(victim)
    expect(await dataOf(await api.get('/books', { as: stranger }))).toEqual([])
    const response = await api.get(`/books?user_id=${victim.user.id}`, { as: stranger })
    expect(await errorOf(response)).toEqual([400, 'invalid_query'])
  })

  it('is rejected with the session of another user, even in a signed token', async () => {
    const [stranger, victim] = [await signedIn(), await signedIn()]
    const { header, payload } = decode(stranger.access_token)
    const mixed = await sign(header, { ...payload, sid: decode(victim.access_token).payload.sid })
    const as: Session = { access_token: mixed, refresh_token: '' }
    const before = await everythingOf(victim.user.id)
    for (const response of [
      await api.get('/users', { as }),
      await api.patch('/users', { as, body: { name: 'New Name' } }),
      await api.delete('/users', { as }),
      await api.delete('/users?purge=true', { as, body: { password } }),
    ])
      expect(await errorOf(response)).toEqual([401, 'invalid_token'])
    expect(await everythingOf(victim.user.id)).toEqual(before)
    await signIn(stranger.user)
  })
})
