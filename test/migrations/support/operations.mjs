import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { emails, password } from '../../../scripts/migrations/fill.mjs'

export const json = (body) => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

/** @returns functions that request a service, and fail unless the response has the expected status */
export const clientOf = ({ send }) => {
  const request = async (status, method, path, { as, headers, ...init } = {}) => {
    const authorization = as && { Authorization: `Bearer ${as.access_token}` }
    const response = await send(path, { method, headers: { ...headers, ...authorization }, ...init })
    const text = await response.text()
    assert.equal(response.status, status, `${method} ${path}: ${text}`)
    return text
  }
  const read = async (...args) => JSON.parse(await request(...args)).data
  return { request, read }
}

const bookForm = async (title) => {
  const form = new FormData()
  const cover = await readFile(new URL('../../fixtures/tiny.png', import.meta.url))
  for (const [name, value] of Object.entries({ title, description: '', category: 'poetry' }))
    form.set(name, value)
  form.set('cover_image', new File([cover], 'tiny.png'))
  return form
}

/** Operations of readers, which every version of the service has, one after the other. Each is a test of its own. */
export const operations = {
  'the service is healthy': async ({ client }) => {
    await client.request(200, 'GET', '/health')
  },
  'the old password signs in': async (state) => {
    const { client } = state
    state.as = await client.read(200, 'POST', '/users/login', json({ email: emails.reader, password }))
    assert.equal((await client.read(200, 'GET', '/users', state)).email, emails.reader)
  },
  'a refresh token rotates': async (state) => {
    const body = json({ refresh_token: state.as.refresh_token })
    state.as = await state.client.read(200, 'POST', '/users/refresh', body)
  },
  'the library is listed, searched and exported': async (state) => {
    const { client } = state
    const [book] = await client.read(200, 'GET', '/books?limit=100', state)
    const read = await client.read(200, 'GET', `/books/${book.id}`, state)
    // A list leaves out the long texts.
    for (const name of Object.keys(book).filter((name) => name in read))
      assert.deepEqual(read[name], book[name], name)
    assert.notDeepEqual(await client.read(200, 'GET', '/books?q=drop', state), [])
    const { books } = JSON.parse(await client.request(200, 'GET', '/books/export?format=json', state))
    assert.equal(books.length, state.rows.books.filter((row) => row.user_id === book.user_id).length)
  },
  'a book is added with a cover, changed and deleted': async (state) => {
    const { client, as } = state
    const body = await bookForm('A new book')
    const headers = { 'Idempotency-Key': 'new' }
    const book = await client.read(201, 'POST', '/books', { as, body, headers })
    await client.request(200, 'GET', new URL(book.image_url).pathname)
    await client.request(200, 'PATCH', `/books/${book.id}`, { as, ...json({ title: 'Changed' }) })
    await client.request(204, 'DELETE', `/books/${book.id}`, { as })
  },
  'a file is imported': async (state) => {
    const body = new FormData()
    const books = [{ title: 'Imported', description: '', category: 'horror' }]
    body.set('file', new File([JSON.stringify({ format: 'bookplate', version: 1, books })], 'books.json'))
    body.set('mode', 'apply')
    assert.equal((await state.client.read(200, 'POST', '/books/import', { as: state.as, body })).created, 1)
  },
  'the password is changed': async (state) => {
    const body = json({ current_password: password, new_password: `${password}!` })
    await state.client.request(204, 'PUT', '/users/password', { as: state.as, ...body })
    await state.client.request(
      200,
      'POST',
      '/users/login',
      json({ email: emails.reader, password: `${password}!` }),
    )
  },
  'a disabled account stays disabled': async ({ client }) => {
    await client.request(403, 'POST', '/users/login', json({ email: emails.disabled, password }))
  },
  'an account is opened, signed out of, disabled and erased': async ({ client, db }) => {
    for (const [path, body] of [
      ['/users', {}],
      ['/users?purge=true', json({ password })],
    ]) {
      const email = `${crypto.randomUUID()}@example.com`
      const { id } = await client.read(201, 'POST', '/users', json({ name: 'New Reader', email, password }))
      const signIn = () => client.read(200, 'POST', '/users/login', json({ email, password }))
      await client.request(204, 'POST', '/users/logout', { as: await signIn() })
      await client.request(204, 'DELETE', path, { as: await signIn(), ...body, headers: body.headers })
      const row = await db.prepare('select disabled_at from users where id = ?').bind(id).first()
      assert.ok(row === null || row.disabled_at !== null)
    }
  },
  'the cron trigger finishes an erasure': async ({ clean, db, rows }) => {
    const { id } = rows.users.find(({ erased_at }) => erased_at !== null)
    await clean()
    assert.equal(await db.prepare('select count(*) as n from users where id = ?').bind(id).first('n'), 0)
    assert.equal(await db.prepare('select count(*) as n from books where user_id = ?').bind(id).first('n'), 0)
  },
}

/** @returns what the operations share */
export const stateOf = (service, rows) => ({ ...service, rows, client: clientOf(service) })
