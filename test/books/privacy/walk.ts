import { newDevice, newDocument } from '../../koreader/device.ts'
import { callOf } from '../../mcp/messages.ts'
import { reportType } from '../../openapi/successes.ts'
import { importForm, sessionIdOf } from '../../request-makers.ts'
import { request } from '../../support/client.ts'
import { bookForm, password, signedIn } from '../../support/makers.ts'
import { formOf } from '../library.ts'
import { accountWalk } from './account-walk.ts'
import { publicFields, type World } from './secrets.ts'

type Requests = (world: World) => Promise<Request[]> | Request[]

const unknownId = '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'
const ofOwner = ['*', '"1"', '"2"', 'W/"2"', '"2", "2-public"']

/** One request of the reader, without a body or with one. */
const plain =
  (method: string, path: string, body?: unknown): Requests =>
  ({ reader }) => [request(method, path, { as: reader, body })]

/** A request of a reader who loses the account or the session by it. */
const ending =
  (method: string, path: string, body?: unknown): Requests =>
  async () => [request(method, path, { as: await signedIn(), body })]

const bodies = [{ title: publicFields.title }, { review: 'mine' }, {}]

/** Changes of the owner's book by the reader, with every tag of the owner. */
const changes =
  (method: string, suffix = '', all: unknown[] = bodies): Requests =>
  ({ reader, path }) =>
    all.flatMap((body) => [
      request(method, path + suffix, { as: reader, body }),
      ...ofOwner.map((tag) =>
        request(method, path + suffix, { as: reader, body, headers: { 'If-Match': tag } }),
      ),
    ])

const sameBook = () =>
  formOf({ ...publicFields, authors: publicFields.authors.join(), pages: '280' } as never)

const sameLibrary = (mode: string, more: Record<string, string> = {}) => {
  const { title, description, category, isbn } = publicFields
  const file = new File(
    [`title,description,category,isbn\r\n${title},${description},${category},${isbn}\r\n`],
    'books.csv',
  )
  return formOf({ mode, file, ...more })
}

const batchOf = ({ path, reader }: World, ...operations: object[]) => {
  const id = path.replace('/books/', '')
  const all = operations.map((operation) => ({ id, ...operation }))
  return request('POST', '/books/batch', { as: reader, body: { operations: all } })
}

/**
 * The requests of another reader to each route, above all those that lead to the owner's book. A test fails for a route
 * that has no line here. The requests of lists are in lists.ts.
 */
export const walk: Record<string, Requests> = {
  'POST /users': () => [
    request('POST', '/users', {
      body: { name: 'Some Reader', email: `${crypto.randomUUID()}@example.com`, password },
    }),
  ],
  'POST /users/login': ({ reader }) => [
    request('POST', '/users/login', { body: { email: reader.user.email, password } }),
  ],
  'GET /users': plain('GET', '/users'),
  'PUT /users': plain('PUT', '/users', { name: 'New Name' }),
  'PATCH /users': plain('PATCH', '/users', { name: 'New Name' }),
  'PUT /users/password': ending('PUT', '/users/password', {
    current_password: password,
    new_password: 'Another-Horse-8',
  }),
  'DELETE /users': ending('DELETE', '/users'),
  'POST /users/refresh': async () => [
    request('POST', '/users/refresh', { body: { refresh_token: (await signedIn()).refresh_token } }),
  ],
  'POST /users/logout': ending('POST', '/users/logout'),
  'GET /users/sessions': plain('GET', '/users/sessions'),
  'DELETE /users/sessions': ending('DELETE', '/users/sessions'),
  'DELETE /users/sessions/:id': ({ owner, reader }) => [
    request('DELETE', `/users/sessions/${sessionIdOf(owner)}`, { as: reader }),
  ],
  'POST /users/download-tokens': plain('POST', '/users/download-tokens'),
  'GET /books': plain('GET', '/books?scope=all'),
  'GET /books/facets': plain('GET', '/books/facets'),
  'GET /books/stats': plain('GET', '/books/stats'),
  'GET /books/changes': plain('GET', '/books/changes'),
  'GET /books/export': ({ reader }) =>
    ['', '?format=json', '?format=csv', '?format=goodreads', '?format=zip'].map((query) =>
      request('GET', `/books/export${query}`, { as: reader }),
    ),
  'GET /books/:id': ({ reader, path }) => [
    request('GET', path, { as: reader }),
    request('HEAD', path, { as: reader }),
    request('GET', path.toUpperCase().replace('BOOKS', 'books'), { as: reader }),
    ...ofOwner.map((tag) => request('GET', path, { as: reader, headers: { 'If-None-Match': tag } })),
  ],
  'POST /books': async ({ reader }) => [
    request('POST', '/books', { as: reader, body: publicFields }),
    request('POST', '/books', { as: reader, body: await bookForm({ title: publicFields.title }) }),
    request('POST', '/books', { as: reader, body: sameBook() }),
  ],
  'PUT /books/:id': changes('PUT'),
  'PATCH /books/:id': changes('PATCH'),
  'DELETE /books/:id': changes('DELETE', '', [undefined]),
  'DELETE /books/:id/cover': changes('DELETE', '/cover', [undefined]),
  'POST /books/from-isbn': plain('POST', '/books/from-isbn', { isbn: publicFields.isbn, notes: 'mine' }),
  'POST /books/:id/cover': changes('POST', '/cover', [{ source: 'open_library', cover_id: '1' }]),
  'POST /books/batch': (of) => [
    batchOf(of, { op: 'delete' }),
    batchOf(of, { op: 'delete', version: 2 }),
    batchOf(of, { op: 'update', book: {} }),
    batchOf(of, { op: 'update', version: 2, book: { notes: 'mine' } }),
    batchOf(of, { op: 'delete', id: unknownId }, { op: 'update', version: 1, book: publicFields }),
    request('POST', '/books/batch', {
      as: of.reader,
      body: { operations: [{ op: 'create', book: { ...publicFields, title: 'From a batch' } }] },
    }),
  ],
  'POST /books/import': ({ reader }) =>
    [
      sameLibrary('preview'),
      sameLibrary('preview', { existing: 'update' }),
      sameLibrary('apply', { existing: 'update' }),
      sameLibrary('apply'),
      importForm(),
    ].map((body) => request('POST', '/books/import', { as: reader, body })),
  'GET /lookup': ({ reader }) =>
    [`isbn=${publicFields.isbn}`, `q=${publicFields.title}`].map((query) =>
      request('GET', `/lookup?${query}`, { as: reader }),
    ),
  'POST /mcp': ({ reader, path }) => {
    const id = path.replace('/books/', '')
    return [
      callOf('search_books', { q: publicFields.title }),
      callOf('read_book', { id }),
      callOf('read_book', { id, whole_texts: true }),
      callOf('change_book', { id, version: 1, title: 'Mine', add_to_notes: 'mine' }),
      callOf('change_book', { id, version: 2, title: 'Mine', add_to_notes: 'mine' }),
      callOf('finish_book', { id, review: 'mine' }),
      callOf('reading_statistics'),
      callOf('lookup_book', { isbn: publicFields.isbn }),
    ].map((body) => request('POST', '/mcp', { as: reader, body }))
  },
  'GET /lookup/covers/:source/:id/:seal': plain('GET', '/lookup/covers/open_library/1/x'),
  'GET /covers/:key/:file': ({ book, reader }) =>
    [book.image_url, book.thumbnail_url].map((url) => request('GET', new URL(url).pathname, { as: reader })),
  // The owner shares the shelf, without ratings and reviews.
  'GET /shares/:key': ({ share }) =>
    ['', '?limit=100'].map((query) => request('GET', `/shares/${share}${query}`)),
  'GET /shares/:key/feed.xml': ({ share }) => [
    request('GET', `/shares/${share}/feed.xml`),
    // The page has no contract, so that it is no operation.
    ...['en', 'de'].map((language) =>
      request('GET', `/s/${share}`, { headers: { 'Accept-Language': language } }),
    ),
  ],
  'GET /.well-known/jwks.json': plain('GET', '/.well-known/jwks.json'),
  'GET /.well-known/security.txt': plain('GET', '/.well-known/security.txt'),
  'GET /.well-known/webauthn': plain('GET', '/.well-known/webauthn'),
  'GET /health': plain('GET', '/health'),
  'POST /koreader/users/create': plain('POST', '/koreader/users/create', { username: 'x', password: 'x' }),
  'GET /koreader/users/auth': plain('GET', '/koreader/users/auth'),
  'PUT /koreader/syncs/progress': plain('PUT', '/koreader/syncs/progress', {}),
  'GET /koreader/syncs/progress/:document': plain('GET', '/koreader/syncs/progress/x'),
  'GET /koreader/healthcheck': plain('GET', '/koreader/healthcheck'),
  'GET /users/documents': plain('GET', '/users/documents'),
  'PUT /users/documents/:document': async ({ reader, path }) => {
    const document = newDocument()
    await (await newDevice(reader.user)).push({ document })
    const body = { book_id: path.replace('/books/', '') }
    return [request('PUT', `/users/documents/${document}`, { as: reader, body })]
  },
  'DELETE /users/documents/:document': plain('DELETE', '/users/documents/x'),
  'POST /reports': () => [
    request('POST', '/reports', { body: '[]', headers: { 'Content-Type': reportType } }),
  ],
  'GET /openapi.json': plain('GET', '/openapi.json'),
  ...accountWalk,
}
