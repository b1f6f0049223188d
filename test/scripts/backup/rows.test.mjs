import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fromLines, toLines } from '../../../scripts/backup/manifest.mjs'
import { keyOf, readPage } from '../../../scripts/backup/read-rows.mjs'
import { insertRows, insertStatements } from '../../../scripts/backup/write-rows.mjs'
import { useInstallations } from './support/installation.mjs'

const installation = useInstallations()

const table = {
  name: 'odd "name',
  columns: ['a', 'b', 'text "x', 'number', 'bytes', 'real'],
  key: ['a', 'b'],
  references: [],
}

const withTable = async () => {
  const { db } = await installation()
  await db
    .prepare(
      `create table "odd ""name" (a text, b integer, "text ""x" text not null, number integer, bytes blob, real real,
       primary key (a, b)) without rowid`,
    )
    .run()
  return db
}

const row = (fields) => ({ a: 'a', b: 1, 'text "x': '', number: null, bytes: null, real: null, ...fields })

const readAll = async (db) => {
  const pages = []
  for (let after = null; ; ) {
    const page = await readPage(db, table, after)
    if (page.length === 0) return pages
    pages.push(page)
    after = keyOf(table, page.at(-1))
  }
}

const throughLines = (rows) =>
  fromLines(toLines(rows)).map((one) => ({ ...one, bytes: one.bytes && Uint8Array.from(one.bytes) }))

const long = (text) => text.repeat(Math.ceil(1_500_000 / Buffer.byteLength(text)))

describe('rows', () => {
  test('of every type come back as they were', async () => {
    const db = await withTable()
    const rows = [
      row({ a: '', b: -1, 'text "x': 'nul \0 inside', real: 0.1 + 0.2 }),
      row({
        a: 'a',
        b: 1,
        'text "x': `quote ' " \\ \n \u2028 😀`,
        number: Number.MAX_SAFE_INTEGER,
        real: -1e300,
      }),
      row({
        a: 'a',
        b: 2,
        number: Number.MIN_SAFE_INTEGER,
        bytes: Uint8Array.from([0, 255, 39]),
        real: 5e-324,
      }),
      row({ a: 'ä', b: 2, 'text "x': '{"base64":"AAAA"}', bytes: new Uint8Array() }),
    ]
    await insertRows(db, table, throughLines(rows))
    assert.deepEqual((await readAll(db)).flat(), rows)
  })

  test('of 1.5 MB come back, also after a repeated or an interrupted insert', async () => {
    const db = await withTable()
    const rows = [
      row({ a: 'text', 'text "x': long(`é한😀'"\\\0\n`) }),
      row({
        a: 'wide',
        'text "x': long('😀'),
        bytes: Uint8Array.from({ length: 200_000 }, (_, at) => at % 256),
      }),
      row({ a: 'yes', 'text "x': 'short' }),
    ]
    const [first, second, third] = insertStatements(table, rows)
    for (const { sql, params } of [first, second, second, third])
      await db
        .prepare(sql)
        .bind(...params)
        .run()
    await insertRows(db, table, rows)
    await insertRows(db, table, rows)
    const pages = await readAll(db)
    assert.deepEqual(pages.flat(), rows)
    // Each long row fills a page.
    assert.deepEqual(
      pages.map((page) => page.length),
      [1, 1, 1],
    )
  })

  test('are inserted by statements under 100 KB, parameters included', () => {
    const sizes = [0, 1, 900, 1001, 30_000, 89_000, 89_900, 90_000, 100_000, 1_500_000]
    const rows = sizes.flatMap((size) => [
      row({ a: `t${size}`, 'text "x': 'é'.repeat(size / 2) }),
      row({ a: `c${size}`, 'text "x': '\u0001'.repeat(size) }),
      row({ a: `b${size}`, bytes: new Uint8Array(size) }),
    ])
    const many = Array.from({ length: 2000 }, (_, at) => row({ a: `m${at}`, 'text "x': 'x'.repeat(at) }))
    for (const { sql, params } of insertStatements(table, [...rows, ...many])) {
      const bytes = params.reduce(
        (sum, value) => sum + (value?.length === undefined ? 8 : Buffer.byteLength(value)),
        0,
      )
      assert.ok(Buffer.byteLength(sql) + bytes < 100_000, `${sql.length} + ${bytes}`)
      assert.ok(params.length <= 100)
    }
  })

  test('with a number that D1 cannot return exactly stop the backup', async () => {
    const db = await withTable()
    await db
      .prepare(`insert into "odd ""name" (a, b, "text ""x", number) values ('a', 1, '', 9007199254740993)`)
      .run()
    await assert.rejects(readAll(db), /cannot return exactly/)
  })
})
