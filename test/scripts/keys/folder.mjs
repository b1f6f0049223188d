import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../../scripts/keys.mjs', import.meta.url))

export const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000)

/** @returns a new folder, and a function that runs `npm run keys` in it */
export const makeFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-keys-'))
  after(() => rmSync(folder, { recursive: true }))
  const env = { PATH: `${folder}:/usr/bin:/bin`, HOME: folder }
  const run = (...args) =>
    new Promise((resolve) => {
      execFile(process.execPath, [script, ...args], { cwd: folder, env }, (error, stdout, stderr) =>
        resolve({ status: error ? error.code : 0, output: stdout + stderr }),
      )
    })
  const path = (name) => join(folder, name)
  return { run, path, read: (name) => readFileSync(path(name), 'utf8') }
}

/** A key set with a new key that was published so many minutes ago. */
export const published = async (minutes) => {
  const folder = makeFolder()
  await folder.run()
  const { status, output } = await folder.run('publish')
  assert.equal(status, 0, output)
  const set = JSON.parse(folder.read('jwt-keys.json'))
  set.keys[1].published_at = minutesAgo(minutes).toISOString()
  writeFileSync(folder.path('jwt-keys.json'), JSON.stringify(set))
  return { ...folder, set, kids: () => JSON.parse(folder.read('jwt-keys.json')).keys.map(({ kid }) => kid) }
}
