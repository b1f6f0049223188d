import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { complete } from '../../../scripts/soak/fields.mjs'
import { findDifferences } from '../../../scripts/soak/invariants.mjs'
import { newReader } from '../../../scripts/soak/ledger.mjs'

const fields = complete({ title: 'Emma', category: 'romance', tags: ['village'], rating: 4.5, owned: true })
const book = { id: 'b1', ...fields, version: 2, cover: 'key' }
const json = { authors: '[]', readings: '[]', tags: '["village"]', extra: '{}' }
const bookRow = {
  id: 'b1',
  ...fields,
  ...json,
  isbn: '',
  owned: 1,
  version: 2,
  user_id: 'r1',
  cover_key: 'key',
}
const userRow = { id: 'r1', name: 'Jane Austen', email: 'jane@example.com', disabled_at: null }
const sessionRow = { id: 's1', user_id: 'r1', counter: 3 }

const acknowledged = (fields) =>
  newReader({
    id: 'r1',
    name: userRow.name,
    email: userRow.email,
    books: new Map([[book.title, { ...book }]]),
    sessions: new Map([['s1', { counter: 3 }]]),
    ...fields,
  })
const stored = (fields) => ({
  users: [userRow],
  sessions: [sessionRow],
  books: [bookRow],
  unowned: [],
  files: ['key/cover.webp', 'key/thumb.webp', 'key/shelf.webp'],
  ...fields,
})
const kindsOf = (state, reader = acknowledged(), doubtful = new Set()) =>
  Object.entries(findDifferences(new Map([[reader.id, reader]]), doubtful, state))
    .filter(([, found]) => found.length > 0)
    .map(([kind, { length }]) => `${kind}: ${length}`)

describe('the soak finds', () => {
  const cases = [
    ['nothing where everything is as acknowledged', stored(), []],
    ['a lost book', stored({ books: [], files: [] }), ['missing: 1']],
    ['a lost change', stored({ books: [{ ...bookRow, version: 1 }] }), ['missing: 1']],
    ['a lost field', stored({ books: [{ ...bookRow, rating: null }] }), ['missing: 1']],
    ['a lost tag', stored({ books: [{ ...bookRow, tags: '[]' }] }), ['missing: 1']],
    [
      'a book that a retry made twice',
      stored({ books: [bookRow, { ...bookRow, id: 'b2' }] }),
      ['duplicates: 1'],
    ],
    [
      'a book that came back',
      stored({ books: [bookRow, { ...bookRow, id: 'b2', title: 'Persuasion' }] }),
      ['unexpected: 1'],
    ],
    [
      'an account that R2 takes for erased',
      stored({ files: [...stored().files, 'erased/r1'] }),
      ['orphans: 1'],
    ],
    ['a lost account', stored({ users: [] }), ['missing: 1']],
    ['an account that is disabled', stored({ users: [{ ...userRow, disabled_at: 1 }] }), ['missing: 1']],
    ['a lost session', stored({ sessions: [] }), ['sessions: 1']],
    [
      'a session that was rotated back',
      stored({ sessions: [{ ...sessionRow, counter: 2 }] }),
      ['sessions: 1'],
    ],
    [
      'an ended session that came back',
      stored({ sessions: [sessionRow, { ...sessionRow, id: 's2' }] }),
      ['sessions: 1'],
    ],
    [
      'an orphaned file',
      stored({ files: ['key/cover.webp', 'key/thumb.webp', 'key/shelf.webp', 'old/thumb.webp'] }),
      ['orphans: 1'],
    ],
    ['a cover that waits for the sweep', stored({ unowned: [{ key: 'old' }] }), ['orphans: 1']],
    ['a lost file', stored({ files: ['key/cover.webp', 'key/shelf.webp'] }), ['missing: 1']],
    ['an unknown account', stored({ users: [userRow, { ...userRow, id: 'r2' }] }), ['unexpected: 1']],
  ]
  for (const [name, state, kinds] of cases) test(name, () => assert.deepEqual(kindsOf(state), kinds))

  test('what an erasure left behind', () => {
    const erased = acknowledged({ state: 'erased', books: new Map(), sessions: new Map() })
    const gone = { users: [], sessions: [], books: [] }
    assert.deepEqual(kindsOf(stored({ files: ['erased/r1'] }), erased), [
      'missing: 3',
      'sessions: 1',
      'unexpected: 2',
    ])
    assert.deepEqual(kindsOf(stored({ ...gone, files: ['erased/r1'] }), erased), [])
    assert.deepEqual(kindsOf(stored({ ...gone, files: [] }), erased), ['missing: 1'])
  })

  test('nothing of a reader whose last write is in doubt', () => {
    const reader = acknowledged()
    assert.deepEqual(kindsOf(stored({ sessions: [] }), reader, new Map([[reader, {}]])), [])
  })
})

test('the soak runs on the runtime of wrangler', () => {
  const read = (path) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'))
  const { miniflare } = read('package.json').devDependencies
  assert.equal(miniflare, read('node_modules/wrangler/package.json').dependencies.miniflare)
})
