import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import test from 'node:test'
import { auditRetentionDays, eventRetentionDays, roleChange } from '../../../scripts/admin/role-change.mjs'
import * as limits from '../../../src/events/limits.ts'

const folder = new URL('../../../migrations/', import.meta.url)

const open = () => {
  const db = new DatabaseSync(':memory:')
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted())
    db.exec(readFileSync(new URL(name, folder), 'utf8'))
  const add = db.prepare(
    'insert into users (id, name, email, password_hash, password_version, created_at, updated_at, disabled_at) values (?, ?, ?, ?, 1, 1, 1, ?)',
  )
  add.run('1', 'Ada Lovelace', "o'hara@example.com", 'hash', null)
  add.run('2', 'Grace Hopper', 'grace@example.com', 'hash', 5)
  return db
}

const at = new Date('2026-11-27T04:00:00Z')

const change = (db, email, role) => {
  const statements = roleChange({ email, role, at }).split(';\n')
  for (const sql of statements.slice(0, -1)) db.exec(sql)
  return db.prepare(statements.at(-1)).get()
}

const entries = (db) => db.prepare('select admin_id, action, target_id, details from audit_log').all()

test('makes the first admin, and says so in the audit log and to the owner', () => {
  const db = open()
  const user = change(db, " O'Hara@Example.com", 'admin')
  assert.deepEqual({ ...user }, { id: '1', role: 'admin', changed: 1, admins: 1 })
  const entry = { admin_id: '', action: 'changed_role', target_id: '1', details: '{"role":"admin"}' }
  assert.deepEqual(
    entries(db).map((row) => ({ ...row })),
    [entry],
  )
  const events = db.prepare('select user_id, kind from security_events').all()
  assert.deepEqual({ ...events[0] }, { user_id: '1', kind: 'role_changed' })
  assert.match(db.prepare('select id from audit_log').get().id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab]/)
})

test('changes and records nothing the second time', () => {
  const db = open()
  change(db, "o'hara@example.com", 'admin')
  assert.equal(change(db, "o'hara@example.com", 'admin').changed, 0)
  assert.equal(entries(db).length, 1)
})

test('takes the role away, also from the last admin', () => {
  const db = open()
  change(db, "o'hara@example.com", 'admin')
  assert.deepEqual(
    { ...change(db, "o'hara@example.com", 'reader') },
    { id: '1', role: 'reader', changed: 1, admins: 0 },
  )
})

test('leaves a disabled account as it is, and finds no unknown email', () => {
  const db = open()
  assert.equal(change(db, 'grace@example.com', 'admin').role, 'reader')
  assert.equal(change(db, "x' or '1'='1", 'admin'), undefined)
  assert.equal(entries(db).length, 0)
})

test('keeps the rows as long as the service does', () => {
  const { auditRetentionDays: audit, eventRetentionDays: events } = limits
  assert.deepEqual([auditRetentionDays, eventRetentionDays], [audit, events])
})
