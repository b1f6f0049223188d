import { describe, expect, it } from 'vitest'
import { api } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { batch, creation, deletion, failureOf, stateOf, update } from './batch.ts'

const id = '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'
const book = { title: 'Emma' }

const cases: [string, unknown, ...string[]][] = [
  ['no list', undefined, 'operations'],
  ['null', null, 'operations'],
  ['an object', { 0: creation(book) }, 'operations'],
  ['an empty list', [], 'operations'],
  ['201 operations', Array.from({ length: 201 }, () => creation(book)), 'operations'],
  ['a text', ['create'], 'operations.0'],
  ['null as an operation', [null], 'operations.0'],
  ['a list as an operation', [[]], 'operations.0'],
  ['no op', [{ book }], 'operations.0.op'],
  ['an unknown op', [creation(book), { op: 'upsert', book }], 'operations.1.op'],
  ['a wrong op', [{ op: 1, book }], 'operations.0.op'],
  ['an op of a prototype', [{ op: 'toString', book }], 'operations.0.op'],
  ['a new book with an id', [{ ...creation(book), id }], 'operations.0.id'],
  ['a new book with a version', [{ ...creation(book), version: 1 }], 'operations.0.version'],
  ['no book to add', [{ op: 'create' }], 'operations.0.book'],
  ['a new book without a title', [creation({ notes: 'x' })], 'operations.0.book.title'],
  ['no id to change', [{ op: 'update', book }], 'operations.0.id'],
  ['no changes', [{ op: 'update', id }], 'operations.0.book'],
  ['an id that is no text', [{ op: 'update', id: 1, book }], 'operations.0.id'],
  ['null as an id', [{ op: 'delete', id: null }], 'operations.0.id'],
  ['a book to delete', [{ ...deletion(id), book }], 'operations.0.book'],
  ['a version below 1', [{ op: 'delete', id, version: 0 }], 'operations.0.version'],
  ['a version as text', [{ op: 'delete', id, version: '1' }], 'operations.0.version'],
  ['a version that is not whole', [{ op: 'delete', id, version: 1.5 }], 'operations.0.version'],
  ['a huge version', [{ op: 'delete', id, version: 1e300 }], 'operations.0.version'],
  ['null as a version', [{ op: 'delete', id, version: null }], 'operations.0.version'],
  ['an id twice', [deletion(id), creation(book), update(id, {})], 'operations.2.id'],
  ['an id twice, in another case', [deletion(id), deletion(id.toUpperCase())], 'operations.1.id'],
  ['an unknown member', [{ ...deletion(id), if_match: '1' }], 'operations.0.if_match'],
  ['a column', [update(id, { user_id: id })], 'operations.0.book.user_id'],
  ['a derived column', [update(id, { titleWords: '[]' })], 'operations.0.book.titleWords'],
  ['a cover', [creation({ ...book, cover_image: 'x' })], 'operations.0.book.cover_image'],
  ['an unpaired surrogate', [creation({ title: '\ud800' })], 'operations.0.book.title'],
  [
    'two wrong books',
    [update(id, { rating: 9 }), creation(book), creation({ ...book, isbn: '1' })],
    'operations.0.book.rating',
    'operations.2.book.isbn',
  ],
]

it.each(cases)('a batch with %s is invalid', async (_, operations, ...paths) => {
  const as = await signedIn()
  expect(await failureOf(await batch(as, operations))).toEqual([400, 'invalid_input', ...paths])
  expect(await stateOf(as.user.id)).toMatchObject({ books: [] })
})

describe('the body of a batch', () => {
  const send = async (body: string, headers = {}) => {
    const as = await signedIn()
    const type = { 'Content-Type': 'application/json', ...headers }
    return failureOf(await api.post('/books/batch', { as, body, headers: type }))
  }

  it.each([
    ['', 'malformed_json'],
    ['{"operations":[', 'malformed_json'],
    ['{"operations":[],"operations":[]}', 'malformed_json'],
    ['{"operations":[{"op":"delete","op":"delete"}]}', 'malformed_json'],
    ['[]', 'invalid_input'],
    ['{"__proto__":{"operations":[]}}', 'invalid_input'],
    ['{"operations":[{"op":"create","book":{"title":"A","__proto__":{"a":1}}}]}', 'invalid_input'],
    [`{"operations":${'['.repeat(900)}${']'.repeat(900)}}`, 'invalid_input'],
    [`{"operations":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`, 'malformed_json'],
  ])('is valid JSON with known members: case %#', async (body, code) => {
    expect((await send(body)).slice(0, 2)).toEqual([400, code])
  })

  it('has at most 2 MiB', async () => {
    const body = (size: number) => `{"operations":[],"x":"${'x'.repeat(size - 24)}"}`
    expect(await send(body(2 * 1024 ** 2))).toEqual([400, 'invalid_input', 'operations', 'x'])
    expect(await send(body(2 * 1024 ** 2 + 1))).toEqual([413, 'payload_too_large'])
  })

  it('is JSON', async () => {
    expect(await send('x', { 'Content-Type': 'text/plain' })).toEqual([
      415,
      'unsupported_media_type',
      'Content-Type',
    ])
  })
})
