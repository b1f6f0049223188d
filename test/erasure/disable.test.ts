import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { newBook, newUser, password, signedIn, signIn } from '../support/makers.ts'

const rowOf = (id: string) =>
  env.DB.prepare('select * from users where id = ?').bind(id).first<Record<string, unknown>>()

const login = (email: string, secret = password) =>
  api.post('/users/login', { body: { email, password: secret } })

describe('DELETE /users', () => {
  it.each(['/users', '/users?purge=false'])('ends every session at once: %s', async (path) => {
    const user = await newUser()
    const sessions = [await signIn(user), await signIn(user), await signIn(user)]
    const response = await api.delete(path, { as: sessions[0] })
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    for (const as of sessions)
      expect(await errorOf(await api.get('/users', { as }))).toEqual([401, 'invalid_token'])
  })

  it.each<[string, Parameters<typeof api.delete>[1]]>([
    ['the password', { body: { password } }],
    ['the wrong password', { body: { password: 'x' } }],
    ['purge', { body: { purge: true } }],
    ['an empty object', { body: {} }],
    ['text', { body: 'x', headers: { 'Content-Type': 'text/plain' } }],
    ['a form', { body: new URLSearchParams('purge=true').toString() }],
  ])('is an error with a body but without purge=true, and changes nothing: %s', async (_, options) => {
    const { user, ...as } = await signedIn()
    const before = await rowOf(user.id)
    for (const path of ['/users', '/users?purge=false']) {
      const response = await api.delete(path, { as, ...options })
      const { error } = await response.json<{ error: object }>()
      expect([response.status, error]).toMatchObject([
        400,
        { code: 'invalid_input', issues: [{ path: 'purge' }] },
      ])
    }
    expect(await rowOf(user.id)).toEqual(before)
    expect((await api.get('/users', { as })).status).toBe(200)
  })

  it('is an error with a body that is too long, and changes nothing', async () => {
    const as = await signedIn()
    const response = await api.delete('/users', { as, body: 'x'.repeat(70_000) })
    expect(await errorOf(response)).toEqual([413, 'payload_too_large'])
    expect((await api.get('/users', { as })).status).toBe(200)
  })

  it('prevents the sign-in, and reveals the reason only with the right password', async () => {
    const { user, ...as } = await signedIn()
    await api.delete('/users', { as })
    expect(await errorOf(await login(user.email))).toEqual([403, 'account_disabled'])
    expect(await errorOf(await login(user.email, `${password}!`))).toEqual([401, 'invalid_credentials'])
  })

  it('keeps the account: its name, its password, and its email, which stays taken', async () => {
    const { user, ...as } = await signedIn()
    const before = await rowOf(user.id)
    await api.delete('/users', { as })
    const after = await rowOf(user.id)
    expect(after).toEqual({ ...before, disabled_at: expect.any(Number), updated_at: expect.any(Number) })
    const again = await api.post('/users', { body: { name: 'Some Reader', email: user.email, password } })
    expect(await errorOf(again)).toEqual([409, 'email_taken'])
  })

  it('hides the books from all users, and keeps them', async () => {
    const [owner, reader] = [await signedIn(), await signedIn()]
    const book = await newBook(owner)
    expect((await api.get(`/books/${book.id}`, { as: reader })).status).toBe(200)
    await api.delete('/users', { as: owner })
    expect(await errorOf(await api.get(`/books/${book.id}`, { as: reader }))).toEqual([404, 'book_not_found'])
    expect(await errorOf(await api.get(`/books/${book.id}`, { as: owner }))).toEqual([401, 'invalid_token'])
    expect(await env.DB.prepare('select id from books where id = ?').bind(book.id).first()).not.toBeNull()
  })

  it('can be undone: account, books and covers are back', async () => {
    const owner = await signedIn()
    const book = await newBook(owner)
    await api.delete('/users', { as: owner })
    await env.DB.prepare('update users set disabled_at = null where id = ?').bind(owner.user.id).run()
    const as = await signIn(owner.user)
    expect((await api.get(`/books/${book.id}`, { as })).status).toBe(200)
    expect((await api.get(new URL(book.image_url).pathname)).status).toBe(200)
    expect((await api.get('/users', { as: owner })).status).toBe(401)
  })

  it('changes no other user', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const book = await newBook(other)
    const before = await rowOf(other.user.id)
    await api.delete('/users', { as: one })
    expect(await rowOf(other.user.id)).toEqual(before)
    expect((await api.get(`/books/${book.id}`, { as: other })).status).toBe(200)
  })

  it('succeeds for one of twenty requests at once', async () => {
    const user = await newUser()
    const sessions = await Promise.all(Array.from({ length: 20 }, () => signIn(user)))
    const responses = await Promise.all(sessions.map((as) => api.delete('/users', { as })))
    expect(responses.filter(({ status }) => status === 204)).toHaveLength(1)
    for (const response of responses.filter(({ status }) => status !== 204))
      expect(await errorOf(response)).toEqual([401, 'invalid_token'])
  })

  it('also ends the sessions that are being opened', async () => {
    const { user, ...as } = await signedIn()
    const [, ...responses] = await Promise.all([
      api.delete('/users', { as }),
      ...Array.from({ length: 10 }, () => login(user.email)),
    ])
    for (const { status } of responses) expect([200, 401, 403]).toContain(status)
    const query = env.DB.prepare('select count(*) as count from sessions where user_id = ?')
    expect(await query.bind(user.id).first('count')).toBe(0)
  })
})
