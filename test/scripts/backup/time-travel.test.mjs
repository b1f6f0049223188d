import assert from 'node:assert/strict'
import { test } from 'node:test'
import { restartFollowers } from '../../../scripts/backup/changes.mjs'
import { endDisposable, eraseAgain } from '../../../scripts/backup/erased.mjs'
import { addBook, addUser, rowsOf, useInstallations } from './support/installation.mjs'

const installation = useInstallations()

test('after Time Travel, sessions end and erased accounts are hidden again', async () => {
  const { db } = await installation()
  await addUser(db, 'u1')
  await addUser(db, 'u2')
  await addBook(db, 'b1', { userId: 'u1' })
  for (const id of ['u1', 'u2'])
    await db
      .prepare(`insert into sessions (id, user_id, counter, created_at, rotated_at, expires_at, user_agent)
         values (?, ?, 0, 0, 0, 0, '')`)
      .bind(`s-${id}`, id)
      .run()
  await db.prepare(`insert into unowned_covers (key, delete_after) values ('key', 0)`).run()
  const before = await rowsOf(db, 'users')
  await endDisposable(db)
  assert.equal(await eraseAgain(db, ['u1', 'unknown'], new Date(5)), 1)
  assert.equal(await eraseAgain(db, ['u1', 'unknown'], new Date(6)), 0)
  const [hidden, kept] = await rowsOf(db, 'users')
  assert.deepEqual(hidden, {
    ...before[0],
    name: '',
    email: 'erased:u1',
    password_hash: '',
    updated_at: 5,
    disabled_at: 5,
    erased_at: 5,
  })
  assert.deepEqual(kept, before[1])
  assert.deepEqual(await rowsOf(db, 'sessions'), [])
  // Their files wait for the sweep.
  assert.equal((await rowsOf(db, 'unowned_covers')).length, 1)
})

test('after Time Travel, programs that follow changes read their library again', async () => {
  const { db } = await installation()
  await addUser(db, 'u1')
  await addUser(db, 'u2')
  await restartFollowers(db, new Date(7))
  assert.deepEqual(
    (await rowsOf(db, 'users')).map((row) => row.changes_from),
    [7, 7],
  )
})
