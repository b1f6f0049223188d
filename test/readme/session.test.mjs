import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { startService } from './support/service.mjs'

/** The blocks of a page that are pasted into a shell. */
const blocksOf = (page) =>
  [...readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(
    ([, block]) => block,
  )
const at = (origin, blocks) => blocks.join('').replace('http://localhost:8787', origin)

// Interactive, as a paste is: zsh then takes no comments. No start-up files of the user.
const shells = { bash: ['--norc', '--noprofile', '-i'], zsh: ['-f', '-i'] }

/** @returns what the shell printed, for text that is pasted into it */
const paste = (shell, text, cwd) =>
  new Promise((resolve, reject) => {
    const child = spawn(shell, shells[shell], { cwd, env: { ...process.env, TERM: 'dumb' } })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('error', reject)
    child.on('close', () => resolve({ stdout, stderr }))
    child.stdin.end(text)
  })

describe('the sessions of the documentation', () => {
  let service
  before(async () => {
    service = await startService()
  })
  after(() => service?.stop())

  for (const shell of Object.keys(shells))
    test(`that of the README runs as written in ${shell}`, async () => {
      const blocks = blocksOf('README.md')
      assert.equal(blocks.length, 1)
      const { stdout, stderr } = await paste(shell, at(service.origin, blocks), service.folder)
      assert.doesNotMatch(stderr, /error|not found/i)

      const lines = stdout.split('\n').filter((line) => /^[{\d]/.test(line))
      const [signedUp, account, list, thumbnail, changed, stats, deleted, ...rest] = lines
      // The second shell finds her signed up.
      assert.ok(
        JSON.parse(signedUp).data?.email === 'mary@example.com' ||
          JSON.parse(signedUp).error.code === 'email_taken',
      )
      assert.equal(JSON.parse(account).data.email, 'mary@example.com')
      assert.deepEqual(
        JSON.parse(list).data.map(({ title }) => title),
        ['Frankenstein'],
      )
      assert.match(thumbnail, /^200 image\/webp [1-9]\d* bytes$/)
      const { authors, tags, rating, review } = JSON.parse(changed).data
      assert.deepEqual(
        { authors, tags, rating, review },
        { authors: ['Mary Shelley'], tags: ['gothic', 'letters'], rating: 4.5, review: 'It lives.' },
      )
      assert.equal(JSON.parse(stats).error, undefined)
      assert.equal(deleted, '204')
      assert.deepEqual(rest, [])
    })

  test('the program of docs/changes.md follows a library', async () => {
    const page = readFileSync(new URL('../../docs/changes.md', import.meta.url), 'utf8')
    const [, program] = /^```js\n(.*?)^```$/ms.exec(page)
    const { follow } = await import(`data:text/javascript,${encodeURIComponent(program)}export { follow }`)
    const send = async (method, path, body, headers = {}) => {
      const init = { method, headers: { 'Content-Type': 'application/json', ...headers } }
      const response = await fetch(service.origin + path, { ...init, body: body && JSON.stringify(body) })
      return response.status === 204 ? undefined : (await response.json()).data
    }
    const account = { email: 'follower@example.com', password: 'It was on a dreary night' }
    await send('POST', '/users', { name: 'Some Follower', ...account })
    const { access_token } = await send('POST', '/users/login', account)
    const headers = { Authorization: `Bearer ${access_token}` }
    const add = (title) => send('POST', '/books', { title }, headers)
    const titles = async () =>
      [...(await follow(service.origin, headers)).values()].map(({ title }) => title).toSorted()
    const { id } = await add('A')
    await add('B')
    assert.deepEqual(await titles(), ['A', 'B'])
    await send('DELETE', `/books/${id}`, undefined, headers)
    await add('C')
    assert.deepEqual(await titles(), ['B', 'C'])
  })

  test('that of docs/api.md runs as written in bash, without an error', async () => {
    const blocks = blocksOf('docs/api.md')
    assert.ok(blocks.length > 5)
    const { stdout, stderr } = await paste('bash', at(service.origin, blocks), service.folder)
    assert.doesNotMatch(stderr, /error|not found/i)
    const responses = stdout.split('\n').filter((line) => line.startsWith('{'))
    assert.ok(responses.length > 8)
    for (const line of responses) assert.equal(JSON.parse(line).error, undefined, line)
  })
})
