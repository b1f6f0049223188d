import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test } from 'node:test'
import { useScenes } from './fakes/scene.mjs'
import {
  addBook,
  addBooks,
  addCover,
  addUser,
  migrateDatabase,
  namesIn,
  rowsOf,
} from './support/installation.mjs'

const scene = useScenes()
const deployed = { databases: ['bookplate'], buckets: ['bookplate-covers'] }

const filled = async (account = {}) => {
  const made = scene({ ...deployed, ...account })
  const { db, covers, close } = await made.open('bookplate')
  await migrateDatabase(db)
  await addUser(db, 'u1')
  await addCover(covers, 'key')
  await addBook(db, 'b1', { userId: 'u1', coverKey: 'key', description: `'"\n\0😀`.repeat(20_000) })
  await addBooks(db, 600)
  await close()
  return made
}

const contents = async (made, name) => {
  const { db, covers, close } = await made.open(name)
  const users = await rowsOf(db, 'users')
  const found = {
    // A restore sets it, so that programs read their libraries again.
    users: users.map((row) => ({ ...row, changes_from: 0 })),
    books: await rowsOf(db, 'books'),
    files: await namesIn(covers),
  }
  await close()
  return found
}

describe('at Cloudflare', () => {
  test('production is copied to a folder, and restored into staging', async () => {
    const made = await filled({ lostResponses: 7 })
    const before = await contents(made, 'bookplate')
    const place = made.path('copy')
    const backedUp = await made.backup(['--remote', '--to', place])
    assert.equal(backedUp.status, 0, backedUp.output)
    assert.deepEqual(backedUp.calls, ['whoami --json', 'd1 list --json'])

    const restored = await made.restore(['--remote', '--env', 'staging', '--from', place])
    assert.equal(restored.status, 0, restored.output)
    assert.deepEqual(restored.calls, [
      'whoami --json',
      'r2 bucket create bookplate-staging-covers',
      'd1 list --json',
      'd1 create bookplate-staging',
      'd1 migrations apply DB --remote --env=staging',
      'd1 list --json',
    ])
    assert.deepEqual(await contents(made, 'bookplate-staging'), before)
    assert.deepEqual(await contents(made, 'bookplate'), before)
  })

  test('production is copied to another bucket, and restored from there after it was lost', async () => {
    const made = await filled()
    const before = await contents(made, 'bookplate')
    const place = 'r2:copies/2026-11-26'
    const backedUp = await made.backup(['--remote', '--to', place])
    assert.equal(backedUp.status, 0, backedUp.output)
    assert.deepEqual(backedUp.calls, ['whoami --json', 'r2 bucket create copies', 'd1 list --json'])
    const { db, covers, close } = await made.open('bookplate')
    for (const table of ['books', 'users']) await db.prepare(`delete from ${table}`).run()
    await covers.delete(before.files)
    await close()
    const restored = await made.restore(['--remote', '--from', place])
    assert.equal(restored.status, 0, restored.output)
    assert.deepEqual(await contents(made, 'bookplate'), before)
    const checked = await made.restore(['--remote', '--from', place, '--check'])
    assert.match(checked.output, /All checksums of r2:copies\/2026-11-26 are right/)
  })

  test('after Time Travel, erased accounts are hidden again', async () => {
    const made = await filled()
    const { covers, close } = await made.open('bookplate')
    await covers.put('erased/u1', '')
    await close()
    const { status, output } = await made.restore(['--remote', '--after-time-travel'])
    assert.equal(status, 0, output)
    assert.match(output, /Erased 1 accounts again/)
    assert.equal((await contents(made, 'bookplate')).users[0].email, 'erased:u1')
  })
})

describe('nothing is changed', () => {
  const cases = [
    ['without a login', ['--remote', '--to', 'copy'], { loggedIn: false }, /Not logged in/],
    [
      'if the database does not exist',
      ['--remote', '--to', 'copy'],
      { databases: [] },
      /no database bookplate/,
    ],
    [
      'if the bucket does not exist',
      ['--remote', '--to', 'copy'],
      { buckets: [] },
      /'bookplate-covers' not found/,
    ],
    [
      'if the place is the bucket of covers',
      ['--remote', '--to', 'r2:bookplate-covers/x'],
      {},
      /choose another bucket/,
    ],
    ['without the name of an installation', ['--to', 'copy'], {}, /Give one of --remote and --local/],
    ['without a place', ['--remote'], {}, /Give --to/],
    ['for a place of another form', ['--remote', '--to', 'r2:copies'], {}, /r2:BUCKET\/NAME/],
  ]
  for (const [when, args, account, message] of cases)
    test(when, async () => {
      const made = scene({ ...deployed, ...account })
      const { status, output } = await made.backup(args)
      assert.equal(status, 1, output)
      assert.match(output, message)
      assert.ok(!existsSync(made.path('clone/copy/backup.json')))
    })

  test('by a restore from a folder without a backup', async () => {
    const made = scene()
    const { status, output, calls } = await made.restore(['--remote', '--from', 'copy'])
    assert.equal(status, 1)
    assert.match(output, /There is no backup in copy/)
    assert.deepEqual([calls, made.account().databases], [[], []])
  })
})
