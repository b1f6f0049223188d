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

  it('lets nobody sign in who knows the password, and tells nobody else', async () => {
    const { user, ...as } = await signedIn()
    await api.delete('/users', { as })
    expect(await errorOf(await login(user.email))).toEqual([403, 'account_disabled'])
    expect(await errorOf(await login(user.email, `${password}!`))).toEqual([401, 'invalid_credentials'])
  })

  it('keeps the account: its name, its password, its email, which stays taken', async () => {
    const { user, ...as } = await signedIn()
    const before = await rowOf(user.id)
    await api.delete('/users', { as })
    const after = await rowOf(user.id)
    expect(after).toEqual({ ...before, disabled_at: expect.any(Number), updated_at: expect.any(Number) })
    const again = await api.post('/users', { body: { name: 'Some Reader', email: user.email, password } })
    expect(await errorOf(again)).toEqual([409, 'email_taken'])
  })

  it('hides the books from everybody, and keeps them', async () => {
    const [owner, reader] = [await signedIn(), await signedIn()]
    const book = await newBook(owner)
    expect((await api.get(`/books/${book.id}`, { as: reader })).status).toBe(200)
    await api.delete('/users', { as: owner })
    expect(await errorOf(await api.get(`/books/${book.id}`, { as: reader }))).toEqual([404, 'book_not_found'])
    expect(await errorOf(await api.get(`/books/${book.id}`, { as: owner }))).toEqual([401, 'invalid_token'])
    expect(await env.DB.prepare('select id from books where id = ?').bind(book.id).first()).not.toBeNull()
  })

  it('can be undone: account, books and covers are there again', async () => {
    const owner = await signedIn()
    const book = await newBook(owner)
    await api.delete('/users', { as: owner })
    await env.DB.prepare('update users set disabled_at = null where id = ?').bind(owner.user.id).run()
    const as = await signIn(owner.user)
    expect((await api.get(`/books/${book.id}`, { as })).status).toBe(200)
    expect((await api.get(new URL(book.image_url).pathname)).status).toBe(200)
    expect((await api.get('/users', { as: owner })).status).toBe(401)
  })

  it('leaves everybody else as they are', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const book = await newBook(other)
    const before = await rowOf(other.user.id)
    await api.delete('/users', { as: one })
    expect(await rowOf(other.user.id)).toEqual(before)
    expect((await api.get(`/books/${book.id}`, { as: other })).status).toBe(200)
  })

  it('happens once when twenty ask for it at once', async () => {
    const user = await newUser()
    const sessions = await Promise.all(Array.from({ length: 20 }, () => signIn(user)))
    const answers = await Promise.all(sessions.map((as) => api.delete('/users', { as })))
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    for (const answer of answers.filter(({ status }) => status !== 204))
      expect(await errorOf(answer)).toEqual([401, 'invalid_token'])
  })

  it('ends the sessions that are being opened meanwhile, too', async () => {
    const { user, ...as } = await signedIn()
    const [, ...answers] = await Promise.all([
      api.delete('/users', { as }),
      ...Array.from({ length: 10 }, () => login(user.email)),
    ])
    for (const { status } of answers) expect([200, 401, 403]).toContain(status)
    const query = env.DB.prepare('select count(*) as count from sessions where user_id = ?')
    expect(await query.bind(user.id).first('count')).toBe(0)
  })
})
