import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import type { paths } from '../generated/openapi-typescript.ts'
import type { Reader } from './reader.ts'

/** Fields as a form, for a client that sends JSON by default. */
/** A list is a part for each of its values. */
const asForm = (fields: object) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const part of [value].flat()) form.append(name, part instanceof Blob ? part : String(part))
  return form
}

/** Uses the service with openapi-fetch and the types that openapi-typescript makes. */
export const visit = async (baseUrl: string, reader: Reader, cover: Blob): Promise<void> => {
  const client = createClient<paths>({ baseUrl })

  const signUp = await client.POST('/users', { body: reader })
  // A service that sends mail responds with 202, and no user.
  const name: string | undefined = signUp.data && 'data' in signUp.data ? signUp.data.data.name : undefined
  assert.equal(name, reader.name)
  // @ts-expect-error: the name is missing
  const invalid = await client.POST('/users', { body: { email: reader.email, password: reader.password } })
  assert.deepEqual(
    invalid.error?.error.code === 'invalid_input' && invalid.error.error.issues?.map(({ path }) => path),
    ['name'],
  )

  const signIn = await client.POST('/users/login', {
    body: { email: reader.email, password: reader.password },
  })
  assert(signIn.data)
  const token: string = signIn.data.data.access_token
  const headers = { Authorization: `Bearer ${token}` }

  const added = await client.POST('/books', {
    headers,
    params: { header: { 'Idempotency-Key': 'first' } },
    body: {
      title: 'Frankenstein',
      authors: ['Mary Shelley'],
      description: '',
      category: 'horror',
      cover_image: cover,
    },
    bodySerializer: asForm,
  })
  assert(added.data)
  const { id, image_url }: { id: string; image_url: string | null } = added.data.data
  assert.match(image_url ?? '', /\/covers\//)
  // @ts-expect-error: a book has no such field
  assert.equal(added.data.data.author, undefined)

  const list = await client.GET('/books', {
    headers,
    params: { query: { limit: 1, sort: 'title', q: 'frank' } },
  })
  assert.deepEqual(
    list.data?.data.map((book) => book.id),
    [id],
  )
  const next: string | null | undefined = list.data?.page.next
  assert.equal(next, null)

  const path = { id }
  const read = await client.GET('/books/{id}', { headers, params: { path } })
  const etag = read.response.headers.get('ETag') ?? ''
  const category: 'horror' | undefined = read.data?.data.category === 'horror' ? 'horror' : undefined
  assert.deepEqual([category, etag], ['horror', '"1"'])

  const change = () =>
    client.PATCH('/books/{id}', {
      headers,
      params: { path, header: { 'If-Match': etag } },
      body: { description: 'A modern Prometheus.' },
    })
  assert.equal((await change()).data?.data.description, 'A modern Prometheus.')
  const { error } = await change()
  // @ts-expect-error: no error of this operation has this code
  assert(error?.error.code !== 'email_taken')
  assert.equal(error?.error.code, 'version_mismatch')

  const preview = await client.POST('/books/import', {
    headers,
    body: { file: new File(['title,description,category\r\nEmma,,romance\r\n,,science\r\n'], 'books.csv') },
    bodySerializer: asForm,
  })
  const rows = preview.data?.data.rows.map((row) =>
    row.status === 'failed' ? row.problem.code : row.category,
  )
  assert.deepEqual(rows, ['romance', 'title_empty'])

  const deleted = await client.DELETE('/books/{id}', { headers, params: { path } })
  assert.equal(deleted.response.status, 204)
  const gone = await client.GET('/books/{id}', { headers, params: { path } })
  assert.equal(gone.error?.error.code, 'book_not_found')

  assert.equal((await client.POST('/users/logout', { headers })).response.status, 204)
  const afterSignOut = await client.GET('/users', { headers })
  assert.equal(afterSignOut.error?.error.code, 'invalid_token')
}
