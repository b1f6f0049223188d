import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { startService } from './support/service.mjs'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block)

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

describe('the session of the README', () => {
  let service
  before(async () => {
    service = await startService()
  })
  after(() => service?.stop())

  for (const shell of Object.keys(shells))
    test(`runs as written in ${shell}`, async () => {
      assert.equal(blocks.length, 1)
      const session = blocks[0].replace('http://localhost:8787', service.origin)
      const { stdout, stderr } = await paste(shell, session, service.folder)
      assert.doesNotMatch(stderr, /error|not found/i)

      const lines = stdout.split('\n').filter((line) => /^[{\d]/.test(line))
      const [signedUp, account, list, thumbnail, changed, deleted, ...rest] = lines
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
      assert.equal(JSON.parse(changed).data.title, 'Frankenstein (1818)')
      assert.equal(deleted, '204')
      assert.deepEqual(rest, [])
    })
})
