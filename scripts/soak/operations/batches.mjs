import { randomUUID } from 'node:crypto'
import { must } from '../client.mjs'
import { complete, newChanges, newFields } from '../fields.mjs'
import { pick } from '../random.mjs'
import { moved } from './books.mjs'

const twoBooks = (reader, random) => {
  // An import is acknowledged without ids.
  const known = [...reader.books.values()].filter(({ id }) => id)
  const one = pick(random, known)
  const other = pick(
    random,
    known.filter((book) => book !== one),
  )
  return one && other && { changed: one.title, deleted: other.title }
}

const operationsOf = ({ books }, { added, changed, changes, deleted }) => [
  ...added.map((book) => ({ op: 'create', book })),
  { op: 'update', id: books.get(changed).id, version: books.get(changed).version, book: changes },
  { op: 'delete', id: books.get(deleted).id },
]

export const writeBatch = {
  name: 'write a batch',
  weight: 20,
  isWrite: true,
  needsSession: true,
  plan: (reader, random) => {
    const two = twoBooks(reader, random)
    const added = [newFields(random), newFields(random)]
    return two && { ...two, added, changes: newChanges(random), key: randomUUID() }
  },
  run: async ({ client, reader, token, intent }) => {
    const { added, changed, changes, deleted, key } = intent
    const before = reader.books.get(changed)
    const json = { operations: operationsOf(reader, intent) }
    const headers = { 'Idempotency-Key': key }
    const { data } = await client([200], 'POST', '/books/batch', { token, json, headers })
    const results = data.map(({ version }) => version)
    must(results.join() === [1, 1, before.version + 1, ''].join(), 'a batch has other versions')
    const after = { ...before, ...changes, version: before.version + 1 }
    const books = added.map((fields, at) => [
      fields.title,
      { id: data[at].id, ...complete(fields), version: 1, cover: null },
    ])
    return { books: [...books, ...moved(changed, after).books, [deleted, null]] }
  },
  /** The same key carries the batch out once. */
  settle: (context) => writeBatch.run(context),
}

/** Its last operation fails, so its first one must not be carried out: the rows are compared at the end. */
export const sendHalfBatch = {
  name: 'send a batch that fails',
  weight: 8,
  needsSession: true,
  plan: (reader, random) => {
    const { changed } = twoBooks(reader, random) ?? {}
    return changed && { changed, added: newFields(random) }
  },
  run: async ({ client, reader, token, intent: { changed, added } }) => {
    const { id, version } = reader.books.get(changed)
    const operations = [
      { op: 'create', book: added },
      { op: 'update', id, version: version + 1, book: { status: 'read' } },
    ]
    await client([412], 'POST', '/books/batch', { token, json: { operations } })
  },
}
