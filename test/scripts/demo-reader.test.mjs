import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { isLoopback, openApi } from '../../scripts/demo/api.mjs'
import { makePassword, openDemoFile } from '../../scripts/demo/reader.mjs'
import { passwordShapeProblem } from '../../src/auth/passwords/shape.ts'
import { removeFakes, startFake } from './dev/fake.mjs'

const folders = []
after(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true })
  await removeFakes()
})

const emptyFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-demo-'))
  folders.push(folder)
  return join(folder, 'state')
}

const makeDatabase = (folder) => mkdirSync(join(folder, 'v3/d1'), { recursive: true })

describe('the demo reader of a local database', () => {
  test('is planned for a new database, with a password of its own', () => {
    const [one, two] = [emptyFolder(), emptyFolder()].map((folder) => {
      const file = openDemoFile(folder)
      file.plan({ isWanted: true })
      assert.equal(statSync(join(folder, 'demo-reader.json')).mode & 0o777, 0o600)
      return file.read()
    })
    assert.equal(one.isComplete, false)
    assert.notEqual(one.password, two.password)
  })

  test('is not planned when it is not wanted, or when a database is there', () => {
    const [unwanted, old] = [emptyFolder(), emptyFolder()]
    openDemoFile(unwanted).plan({ isWanted: false })
    assert.equal(openDemoFile(unwanted).read(), undefined)
    makeDatabase(unwanted)
    openDemoFile(unwanted).plan({ isWanted: true })
    assert.equal(openDemoFile(unwanted).read(), undefined)
    makeDatabase(old)
    openDemoFile(old).plan({ isWanted: true })
    assert.equal(openDemoFile(old).read(), undefined)
  })

  test('stays the same at later starts', () => {
    const folder = emptyFolder()
    const file = openDemoFile(folder)
    file.plan({ isWanted: true })
    const planned = file.read()
    makeDatabase(folder)
    file.plan({ isWanted: true })
    assert.deepEqual(file.read(), planned)
    file.plan({ isWanted: false })
    assert.deepEqual(file.read(), planned)
  })

  test('has a password that sign-up accepts, of 62 random bits', () => {
    const passwords = Array.from({ length: 200 }, makePassword)
    assert.equal(new Set(passwords).size, 200)
    for (const password of passwords) {
      assert.match(password, /^(?:[a-z]{4}-){4}[a-z]{4}$/)
      assert.equal(passwordShapeProblem(password), undefined)
      assert.doesNotMatch(password.replaceAll('-', ''), /demo|reader|bookplate/)
    }
  })
})

test('the demo reader is for a loopback address only', () => {
  for (const host of ['localhost', '127.0.0.1', '127.8.0.1', '::1', '[::1]'])
    assert.ok(isLoopback(host), host)
  for (const host of ['0.0.0.0', '::', '10.0.0.1', 'localhost.example.com', '127.0.0.1.example.com', '']) {
    assert.ok(!isLoopback(host), host)
  }
  assert.throws(
    () => openApi('https://books.example'),
    /for this machine only, not for https:\/\/books\.example/,
  )
})

const page = /Bookplate \d\S+ is running.*\n\n {2}http:\/\/localhost:\d+\n\n$/s
const posts = (calls) => calls.filter((call) => call === 'POST /books').length

describe('at a start', { concurrency: 2 }, () => {
  test('the books are added once, and a stopped start is continued', async () => {
    const first = await startFake({ fake: { books: [503, '{"message":"Temporarily unavailable."}'] } })
    await first.prints(page)
    assert.match(first.output(), /next start tries again\. POST \/books: 503 Temporarily unavailable\./)
    await first.stop()
    makeDatabase(first.clone.path('.wrangler/state'))

    const fake = {
      users: [409, '{"error":{"code":"email_taken"}}'],
      books: [409, '{"error":{"code":"title_taken"}}'],
    }
    const second = await startFake({ fake, clone: first.clone })
    await second.prints(page)
    assert.match(second.output(), /sign in as demo@example\.com/)
    assert.ok(posts(second.calls()) >= 30)
    await second.stop()

    const third = await startFake({ clone: first.clone })
    await third.prints(page)
    assert.match(third.output(), /sign in as demo@example\.com/)
    assert.deepEqual([posts(third.calls()), third.calls().includes('POST /users')], [0, false])
    await third.stop()
  })

  test('a demo reader who can no longer sign in is not announced', async () => {
    const first = await startFake()
    await first.prints(page)
    await first.stop()
    makeDatabase(first.clone.path('.wrangler/state'))
    const later = await startFake({ clone: first.clone, fake: { login: [401, '{}'] } })
    await later.prints(page)
    assert.match(later.output(), /sign up with any name/)
    assert.ok(!later.clone.has('.wrangler/state/demo-reader.json'))
    await later.stop()
  })
})
