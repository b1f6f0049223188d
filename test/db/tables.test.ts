import { env } from 'cloudflare:workers'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { users } from '../../src/db/schema.ts'
import { referencesOf, tableName } from '../../src/db/table-config.ts'
import { tables } from '../../src/db/tables.ts'
import { tablesOfSchema } from '../support/storage.ts'

const named = tables.map((rules) => ({ name: tableName(rules.table), ...rules }))
const names = named.map(({ name }) => name)

/** Tables of SQLite and of the migrations themselves. */
const isInternal = (name: string) => /^(sqlite_|_cf_|d1_migrations$)/.test(name)

const referencesTo = (table: SQLiteTable) =>
  getTableConfig(table).foreignKeys.map((key) => {
    const { columns, foreignTable } = key.reference()
    return { columns, foreignTable, onDelete: key.onDelete }
  })

const isFirstOfAnIndex = (table: SQLiteTable, column: SQLiteColumn) =>
  getTableConfig(table).indexes.some(({ config }) => config.columns[0] === column)

describe('the list of tables', () => {
  it('has every table of the schema once', () => {
    expect(names.toSorted()).toEqual(tablesOfSchema.map(tableName).toSorted())
  })

  it('has every table of the migrated database', async () => {
    const { results } = await env.DB.prepare("select name from sqlite_master where type = 'table'").all<{
      name: string
    }>()
    const found = results.map(({ name }) => name).filter((name) => !isInternal(name))
    expect(found.toSorted()).toEqual(names.toSorted())
  })

  it.each(named)('names the parents of $name before it', ({ table }) => {
    const before = names.slice(0, names.indexOf(tableName(table)))
    expect(before).toEqual(expect.arrayContaining(referencesOf(table).map(tableName)))
  })

  it.each(tables.filter(({ isBackedUp }) => isBackedUp))(
    'backs up the parents of a backed-up table',
    (one) => {
      const parents = referencesOf(one.table).map((parent) => tables.find(({ table }) => table === parent))
      expect(parents.every((parent) => parent?.isBackedUp)).toBe(true)
    },
  )

  // A row without an expiry that refers to no reader would stay for ever.
  it.each(named.filter(({ expiry }) => !expiry))('deletes the rows of $name with their reader', (one) => {
    expect(['batches', 'cascade']).toContain(one.erasure.how)
  })

  it.each(named)('names true columns and references of $name', ({ table, erasure, expiry }) => {
    const references = referencesTo(table)
    const { columns } = getTableConfig(table)
    if (erasure.how === 'last') expect(table).toBe(users)
    if (erasure.how === 'none') expect(references).toEqual([])
    if (erasure.how === 'cascade') {
      expect(references).not.toEqual([])
      for (const { onDelete } of references) expect(onDelete).toBe('cascade')
    }
    if (erasure.how === 'batches') {
      expect(columns).toContain(erasure.owner)
      expect(references).toContainEqual(
        expect.objectContaining({ columns: [erasure.owner], foreignTable: users }),
      )
    }
    if (!expiry || expiry.how === 'replaced') return
    expect(columns).toContain(expiry.at)
    expect(isFirstOfAnIndex(table, expiry.at)).toBe(true)
  })
})
