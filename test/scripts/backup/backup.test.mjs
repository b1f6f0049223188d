import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { backUp, missingFiles } from '../../../scripts/backup/backup.mjs'
import { restore } from '../../../scripts/backup/restore.mjs'
import {
  addBook,
  addBooks,
  addCover,
  addUser,
  memoryStore,
  rowsOf,
  source,
  useInstallations,
} from './support/installation.mjs'

const installation = useInstallations()
const linesOf = (store, name) => store.files.get(name).toString().split('\n').filter(Boolean).map(JSON.parse)

const oneBook = async () => {
  const made = await installation()
  await addUser(made.db, 'u1')
  await addCover(made.covers, 'old')
  await addBook(made.db, 'b1', { userId: 'u1', coverKey: 'old' })
  return made
}

/** R2 that runs `work` once, before the first file is read. */
const beforeFirstGet = (covers, work) => {
  let isFirst = true
  return new Proxy(covers, {
    get: (target, name) => {
      if (name !== 'get') return (...args) => target[name](...args)
      return async (key) => {
        if (isFirst) await work()
        isFirst = false
        return target.get(key)
      }
    },
  })
}

describe('a backup', () => {
  test('leaves sessions, tokens and other disposable tables out', async () => {
    const made = await oneBook()
    await made.db
      .prepare(`insert into guesses (key, count, retry_at, expires_at) values ('k', 1, 0, 0)`)
      .run()
    const store = memoryStore()
    const { tables } = await backUp({ ...made, store, source })
    assert.deepEqual(
      tables.map(({ name }) => name),
      [
        'users',
        'books',
        'totp_secrets',
        'passkeys',
        'security_events',
        'audit_log',
        'webhooks',
        'koreader_documents',
      ],
    )
    assert.ok(
      [...store.files.keys()].every((name) =>
        /^(backup\.json|rows\/(users|books|totp_secrets|passkeys|security_events|audit_log|webhooks|koreader_documents)-|files\/)/.test(
          name,
        ),
      ),
    )
  })

  test('continues after an error at any part', async () => {
    const made = await oneBook()
    await addBooks(made.db, 1200)
    const store = memoryStore()
    const parts = ['users 1', 'books 1', 'books 2', 'books 3']
    for (const stop of parts) {
      const onPart = async (table, count) => {
        if (`${table} ${count}` === stop) throw new Error('stopped')
      }
      await assert.rejects(backUp({ ...made, store, source, onPart }), /stopped/)
    }
    const { tables } = await backUp({ ...made, store, source })
    assert.deepEqual(
      tables.map((table) => table.parts.map(({ rows }) => rows)),
      [[1], [500, 500, 201], [], [], [], [], [], []],
    )
    const to = await installation()
    await restore({ ...to, store })
    assert.deepEqual(await rowsOf(to.db, 'books'), await rowsOf(made.db, 'books'))
  })

  test('reads a row again whose cover was replaced meanwhile', async () => {
    const made = await oneBook()
    const replace = async () => {
      await addCover(made.covers, 'new')
      await made.db.prepare(`update books set cover_key = 'new', version = 2 where id = 'b1'`).run()
      await made.covers.delete(['old/cover.webp', 'old/shelf.webp', 'old/thumb.webp'])
    }
    const store = memoryStore()
    const manifest = await backUp({ ...made, covers: beforeFirstGet(made.covers, replace), store, source })
    assert.deepEqual(missingFiles(manifest), [])
    assert.equal(linesOf(store, 'rows/books-000001.jsonl')[0].cover_key, 'new')
    assert.ok(store.files.has('files/new/cover.webp'))
  })

  test('leaves a row out that was deleted with its cover meanwhile', async () => {
    const made = await oneBook()
    const remove = async () => {
      await made.db.prepare(`delete from books`).run()
      await made.covers.delete(['old/cover.webp', 'old/shelf.webp', 'old/thumb.webp'])
    }
    const store = memoryStore()
    const manifest = await backUp({ ...made, covers: beforeFirstGet(made.covers, remove), store, source })
    assert.deepEqual(missingFiles(manifest), [])
    assert.deepEqual(linesOf(store, 'rows/books-000001.jsonl'), [])
  })

  test('reports files without a row, and rows without a file', async () => {
    const made = await oneBook()
    await made.covers.delete('old/thumb.webp')
    await addCover(made.covers, 'ownerless')
    await addCover(made.covers, 'uploading')
    await made.db.prepare(`insert into unowned_covers (key, delete_after) values ('uploading', 0)`).run()
    await made.covers.put('erased/u9', '')
    const store = memoryStore()
    const onPart = async () => {
      throw new Error('stopped')
    }
    await assert.rejects(backUp({ ...made, store, source, onPart }), /stopped/)
    const manifest = await backUp({ ...made, store, source })
    const { orphans, erased } = manifest
    assert.deepEqual(orphans, ['ownerless/cover.webp', 'ownerless/shelf.webp', 'ownerless/thumb.webp'])
    assert.deepEqual(missingFiles(manifest), ['old/thumb.webp'])
    assert.deepEqual(erased, ['u9'])
  })

  test('that reads while rows change can be restored: what contradicts is left out', async () => {
    const made = await oneBook()
    await addBooks(made.db, 600)
    const onPart = async (table, parts) => {
      if (table !== 'books' || parts !== 1) return
      // After the users and the first page of books were read.
      await addUser(made.db, 'u2')
      await addBook(made.db, 'x', { userId: 'u2' })
      await made.db.prepare(`update books set title = 'renamed' where id = 'b1'`).run()
      await addBook(made.db, 'y', { userId: 'u1', title: 'b1' })
    }
    const store = memoryStore()
    await backUp({ ...made, store, source, onPart })
    const to = await installation()
    const report = await restore({ ...to, store })
    assert.deepEqual(report.leftOut.sort(), [
      'books x refers to nothing',
      'books y repeats a unique value of another row',
    ])
    assert.equal(report.rows, 602)
  })

  test('is rejected where a complete one is, or one of another installation', async () => {
    const made = await oneBook()
    const store = memoryStore()
    await backUp({ ...made, store, source })
    await assert.rejects(backUp({ ...made, store, source }), /complete backup/)
    const interrupted = memoryStore()
    const onPart = async () => {
      throw new Error('stopped')
    }
    await assert.rejects(backUp({ ...made, store: interrupted, source, onPart }), /stopped/)
    const other = { ...source, database: 'other' }
    await assert.rejects(backUp({ ...made, store: interrupted, source: other }), /another installation/)
    await assert.rejects(restore({ ...made, store: interrupted }), /not complete/)
  })

  test('stops when another one writes to the same place', async () => {
    const made = await oneBook()
    const store = memoryStore()
    const onPart = async () => {
      const manifest = JSON.parse(store.files.get('backup.json'))
      store.files.set('backup.json', Buffer.from(JSON.stringify({ ...manifest, writer: 'other' })))
    }
    await assert.rejects(backUp({ ...made, store, source, onPart }), /Another backup is writing/)
  })

  test('is rejected when the database has a table that this version does not know', async () => {
    const made = await oneBook()
    await made.db.prepare('create table shelves (id text primary key)').run()
    await assert.rejects(backUp({ ...made, store: memoryStore(), source }), /the table shelves/)
  })

  test('of a database without tables is rejected', async () => {
    const made = await installation({ isMigrated: false })
    await assert.rejects(backUp({ ...made, store: memoryStore(), source }), /no tables/)
  })
})
