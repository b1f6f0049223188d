import { describe, expect, it } from 'vitest'
import { api, errorOf, request, type Session } from '../support/client.ts'
import { bookForm, newBook, newUser, password, signedIn, signIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { covers, noRows, rowsOf, runMaintenance } from '../users/traces.ts'

/** Erases an account, and waits until the service has finished. */
const purge = (as: Session) =>
  fetchWith({}, request('DELETE', '/users?purge=true', { as, body: { password } }))

describe('DELETE /users?purge=true', () => {
  it('erases the user, the books and the cover files', async () => {
    const { user, ...as } = await signedIn()
    const before = await covers()
    const books = [await newBook(as), await newBook(as)]
    const response = await purge(as)
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    expect(await rowsOf(user.id)).toEqual(noRows)
    expect(await covers()).toEqual(before)
    for (const { image_url, thumbnail_url } of books)
      for (const url of [image_url, thumbnail_url])
        expect(await errorOf(await api.get(new URL(url).pathname))).toEqual([404, 'cover_not_found'])
  })

  it('ends every session, and prevents the sign-in', async () => {
    const user = await newUser()
    const [one, other] = [await signIn(user), await signIn(user)]
    await purge(one)
    for (const as of [one, other])
      expect(await errorOf(await api.get('/users', { as }))).toEqual([401, 'invalid_token'])
    const login = await api.post('/users/login', { body: { email: user.email, password } })
    expect(await errorOf(login)).toEqual([401, 'invalid_credentials'])
  })

  it('frees the email for a new user, who gets no data of the old one', async () => {
    const { user, ...as } = await signedIn()
    await newBook(as)
    await purge(as)
    const successor = await newUser({ email: user.email })
    expect(successor.id).not.toBe(user.id)
    const response = await api.get('/books', { as: await signIn(successor) })
    expect(await response.json()).toMatchObject({ data: [] })
  })

  it.each([
    [401, 'invalid_credentials', { password: `${password}!` }],
    [401, 'invalid_credentials', { password: `${password} ` }],
    [400, 'invalid_input', {}],
    [400, 'invalid_input', { password: '' }],
    [400, 'invalid_input', { password: 7 }],
    [415, 'unsupported_media_type', undefined],
  ])('is rejected (%i %s) and changes nothing with %j', async (status, code, body) => {
    const { user, ...as } = await signedIn()
    const book = await newBook(as)
    const response = await api.delete('/users?purge=true', { as, body })
    expect(await errorOf(response)).toEqual([status, code])
    expect(await rowsOf(user.id)).toEqual({ users: 1, sessions: 1, books: 1 })
    expect((await api.get(`/books/${book.id}`, { as })).status).toBe(200)
    expect((await api.get(new URL(book.image_url).pathname)).status).toBe(200)
  })

  it('changes no other user', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const [, theirs] = [
      await newBook(one, { title: 'The same' }),
      await newBook(other, { title: 'The same' }),
    ]
    await purge(one)
    await runMaintenance()
    expect(await rowsOf(other.user.id)).toEqual({ users: 1, sessions: 1, books: 1 })
    expect((await api.get(`/books/${theirs.id}`, { as: other })).status).toBe(200)
    expect((await api.get(new URL(theirs.image_url).pathname)).status).toBe(200)
  })

  it('succeeds for one of ten requests at once', async () => {
    const user = await newUser()
    const sessions = await Promise.all(Array.from({ length: 10 }, () => signIn(user)))
    const responses = await Promise.all(sessions.map((as) => purge(as)))
    expect(responses.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(9)
    expect(await rowsOf(user.id)).toEqual(noRows)
  })

  it('leaves no book and no file of an upload in progress', async () => {
    const { user, ...as } = await signedIn()
    const before = await covers()
    const uploads = Array.from({ length: 8 }, async () => api.post('/books', { as, body: await bookForm() }))
    const [purged] = await Promise.all([purge(as), ...uploads])
    expect(purged.status).toBe(204)
    await runMaintenance()
    expect(await rowsOf(user.id)).toEqual(noRows)
    await runMaintenance(2)
    expect(await covers()).toEqual(before)
  })
})
