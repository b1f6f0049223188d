import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { backUp } from '../../../scripts/backup/backup.mjs'
import { restore } from '../../../scripts/backup/restore.mjs'
import {
  addBook,
  addCover,
  addUser,
  memoryStore,
  namesIn,
  rowsOf,
  source,
  useInstallations,
} from './support/installation.mjs'

const installation = useInstallations()

const library = async () => {
  const made = await installation()
  await addUser(made.db, 'u1')
  await addUser(made.db, 'u2')
  for (const at of [1, 2]) {
    await addCover(made.covers, `key-${at}`)
    await addBook(made.db, `b${at}`, { userId: `u${at}`, coverKey: `key-${at}` })
  }
  return made
}

const backedUp = async () => {
  const from = await library()
  const store = memoryStore()
  await backUp({ ...from, store, source })
  return { from, store }
}

const change = (store, pattern) => {
  const name = [...store.files.keys()].find((one) => pattern.test(one))
  const bytes = store.files.get(name)
  bytes[bytes.length - 3] ^= 1
  return name
}

describe('a restore', () => {
  test('brings rows and files back, in an order that keeps references', async () => {
    const { from, store } = await backedUp()
    const to = await installation()
    const report = await restore({ ...to, store })
    assert.deepEqual(report, { rows: 4, erased: 0, leftOut: [], missing: [] })
    assert.deepEqual(await rowsOf(to.db, 'books'), await rowsOf(from.db, 'books'))
    // Programs that follow changes read the library again.
    const restored = await rowsOf(to.db, 'users')
    assert.ok(restored.every((row) => Math.abs(row.changes_from - Date.now()) < 60_000))
    const original = await rowsOf(from.db, 'users')
    assert.deepEqual(
      restored.map((row) => ({ ...row, changes_from: 0 })),
      original,
    )
    assert.deepEqual(await namesIn(to.covers), await namesIn(from.covers))
    const file = await to.covers.get('key-1/thumb.webp')
    assert.equal(await file.text(), 'key-1 thumb.webp')
    assert.deepEqual(file.httpMetadata, { contentType: 'image/webp' })
  })

  test('continues after an error at any part', async () => {
    const { from, store } = await backedUp()
    for (const stop of ['users', 'books']) {
      const to = await installation()
      const onPart = async (table) => {
        if (table === stop) throw new Error('stopped')
      }
      await assert.rejects(restore({ ...to, store, onPart }), /stopped/)
      const report = await restore({ ...to, store })
      assert.equal(report.rows, 4)
      assert.deepEqual(await rowsOf(to.db, 'books'), await rowsOf(from.db, 'books'))
      assert.deepEqual(await namesIn(to.covers), await namesIn(from.covers))
    }
  })

  for (const pattern of [/^rows\/books-000001\.jsonl$/, /files\.jsonl$/, /^backup\.json$/])
    test(`of a damaged ${pattern.source} changes nothing`, async () => {
      const { store } = await backedUp()
      change(store, pattern)
      const to = await installation()
      await assert.rejects(restore({ ...to, store }), /damaged/)
      assert.deepEqual(await rowsOf(to.db, 'users'), [])
      assert.deepEqual(await namesIn(to.covers), [])
    })

  test('reports damaged and missing files, and restores the others', async () => {
    const { store } = await backedUp()
    const damaged = change(store, /^files\/key-1\/cover/)
    store.files.delete('files/key-2/thumb.webp')
    const to = await installation()
    const { missing, rows } = await restore({ ...to, store })
    assert.deepEqual(missing.sort(), [damaged.replace('files/', ''), 'key-2/thumb.webp'])
    assert.equal(rows, 4)
    assert.deepEqual(await namesIn(to.covers), [
      'key-1/shelf.webp',
      'key-1/thumb.webp',
      'key-2/cover.webp',
      'key-2/shelf.webp',
    ])
  })

  test('is rejected if the database has rows', async () => {
    const { store } = await backedUp()
    const to = await installation()
    await addUser(to.db, 'other')
    await assert.rejects(restore({ ...to, store }), /not empty: users has rows/)
    assert.equal((await rowsOf(to.db, 'users')).length, 1)
  })

  test('is rejected if the backup has a column that the schema lacks', async () => {
    const from = await library()
    await from.db.prepare('alter table books add column shelf text').run()
    const store = memoryStore()
    await backUp({ ...from, store, source })
    await assert.rejects(restore({ ...(await installation()), store }), /books has no shelf/)
  })

  test('fills columns of a later schema with their defaults', async () => {
    const { store } = await backedUp()
    const to = await installation()
    await to.db.prepare(`alter table books add column shelf text not null default 'none'`).run()
    await restore({ ...to, store })
    assert.deepEqual(
      (await rowsOf(to.db, 'books')).map(({ shelf }) => shelf),
      ['none', 'none'],
    )
  })

  test('keeps the files that a surviving bucket has, and replaces those that differ', async () => {
    const { from, store } = await backedUp()
    const to = await installation()
    await addCover(to.covers, 'key-1')
    await addCover(to.covers, 'key-2', 'other')
    const before = (await to.covers.head('key-1/cover.webp')).version
    await restore({ ...to, store })
    assert.equal((await to.covers.head('key-1/cover.webp')).version, before)
    const text = async ({ covers }) => (await covers.get('key-2/cover.webp')).text()
    assert.equal(await text(to), await text(from))
  })
})

describe('accounts that were erased', () => {
  const withoutU1 = async (to) => {
    assert.deepEqual(
      (await rowsOf(to.db, 'users')).map(({ id }) => id),
      ['u2'],
    )
    assert.deepEqual(
      (await rowsOf(to.db, 'books')).map(({ id }) => id),
      ['b2'],
    )
    assert.deepEqual(await namesIn(to.covers), [
      'erased/u1',
      'key-2/cover.webp',
      'key-2/shelf.webp',
      'key-2/thumb.webp',
    ])
  }

  test('while the backup was made are left out, with their books and files', async () => {
    const from = await library()
    const store = memoryStore()
    const onPart = async () => void (await from.covers.put('erased/u1', ''))
    await backUp({ ...from, store, source, onPart })
    const to = await installation()
    const report = await restore({ ...to, store })
    assert.deepEqual([report.erased, report.leftOut], [2, []])
    await withoutU1(to)
  })

  test('and whose erasure is in progress are left out', async () => {
    const from = await library()
    await from.db.prepare(`update users set erased_at = 1 where id = 'u1'`).run()
    const store = memoryStore()
    await backUp({ ...from, store, source })
    const to = await installation()
    await restore({ ...to, store })
    await withoutU1(to)
  })

  test('after the backup are left out, if the bucket or a later backup remembers them', async () => {
    const { store } = await backedUp()
    const survived = await installation()
    await survived.covers.put('erased/u1', '')
    await restore({ ...survived, store })
    await withoutU1(survived)
    const other = await installation()
    await restore({ ...other, store, alsoErased: ['u1'] })
    await withoutU1(other)
  })
})
