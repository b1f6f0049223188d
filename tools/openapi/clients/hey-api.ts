import assert from 'node:assert/strict'
import { createClient, createConfig, formDataBodySerializer } from '../generated/hey-api/client/index.ts'
import {
  addBook,
  changeBook,
  deleteBook,
  importBooks,
  listBooks,
  readAccount,
  readBook,
  signIn,
  signOut,
  signUp,
} from '../generated/hey-api/index.ts'
import type { Reader } from './reader.ts'

/** Uses the service with the client that Hey API makes. */
export const visit = async (baseUrl: string, reader: Reader, cover: Blob): Promise<void> => {
  let token: string | undefined
  const client = createClient(
    createConfig({ baseUrl, auth: ({ scheme }) => (scheme === 'bearer' ? token : undefined) }),
  )

  const signedUp = await signUp({ client, body: reader })
  // A service that sends mail responds with 202, and no user.
  const name: string | undefined = signedUp.data?.data?.name
  assert.equal(name, reader.name)
  // @ts-expect-error: the name is missing
  const invalid = await signUp({ client, body: { email: reader.email, password: reader.password } })
  assert.deepEqual(
    invalid.error?.error.code === 'invalid_input' && invalid.error.error.issues?.map(({ path }) => path),
    ['name'],
  )

  const signedIn = await signIn({ client, body: { email: reader.email, password: reader.password } })
  token = signedIn.data?.data.access_token
  assert(token)

  const plain = await addBook({ client, body: { title: 'Emma', authors: ['Jane Austen'], rating: 4.5 } })
  assert.deepEqual([plain.data?.data.rating, plain.data?.data.image_url], [4.5, null])

  // Of the two kinds of body the generator types JSON alone. The form goes through its serializer.
  const form = { title: 'Frankenstein', description: '', category: 'horror', cover_image: cover }
  const added = await addBook({
    client,
    ...formDataBodySerializer,
    headers: { 'Idempotency-Key': 'first', 'Content-Type': null } as { 'Idempotency-Key': string },
    body: form as unknown as { title: string },
  })
  assert(added.data)
  const { id, image_url }: { id: string; image_url: string | null } = added.data.data
  assert.match(image_url ?? '', /\/covers\//)
  // @ts-expect-error: a book has no such field
  assert.equal(added.data.data.author, undefined)

  const list = await listBooks({ client, query: { limit: 1, sort: 'title', q: 'frank' } })
  assert.deepEqual(
    list.data?.data.map((book) => book.id),
    [id],
  )
  const next: string | null | undefined = list.data?.page.next
  assert.equal(next, null)

  const path = { id }
  const read = await readBook({ client, path })
  const etag = read.response?.headers.get('ETag') ?? ''
  const category: 'horror' | undefined = read.data?.data.category === 'horror' ? 'horror' : undefined
  assert.deepEqual([category, etag], ['horror', '"1"'])

  const change = () =>
    changeBook({ client, path, headers: { 'If-Match': etag }, body: { description: 'A modern Prometheus.' } })
  assert.equal((await change()).data?.data.description, 'A modern Prometheus.')
  const { error } = await change()
  // @ts-expect-error: no error of this operation has this code
  assert(error?.error.code !== 'email_taken')
  assert.equal(error?.error.code, 'version_mismatch')

  const file = new File(['title,description,category\r\nPersuasion,,romance\r\n,,science\r\n'], 'books.csv')
  const preview = await importBooks({ client, body: { file } })
  const rows = preview.data?.data.rows.map((row) =>
    row.status === 'failed' ? row.problem.code : row.category,
  )
  assert.deepEqual(rows, ['romance', 'title_empty'])

  assert.equal((await deleteBook({ client, path })).response?.status, 204)
  assert.equal((await readBook({ client, path })).error?.error.code, 'book_not_found')

  assert.equal((await signOut({ client })).response?.status, 204)
  assert.equal((await readAccount({ client })).error?.error.code, 'invalid_token')
}
