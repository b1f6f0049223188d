import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openCloud } from './open-cloud.mjs'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const fakeWrangler = fileURLToPath(new URL('wrangler.mjs', import.meta.url))
const fakeRemote = new URL('remote.mjs', import.meta.url).href

const newAccount = { loggedIn: true, databases: [], buckets: [], calls: [], lostResponses: 0 }

const run = (script, args, { cwd, env }) =>
  new Promise((resolve) => {
    const path = join(repository, 'scripts', script)
    const child = spawn(process.execPath, ['--import', fakeRemote, path, ...args], { cwd, env })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    child.on('close', (status) => resolve({ status, output }))
  })

const makeScene = (account) => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-scene-'))
  const at = (name) => join(folder, name)
  for (const name of ['clone', 'bin', 'tmp', 'cloud']) mkdirSync(at(name))
  cpSync(join(repository, 'wrangler.toml'), at('clone/wrangler.toml'))
  cpSync(join(repository, 'migrations'), at('clone/migrations'), { recursive: true })
  const path = at('cloud/account.json')
  const read = () => JSON.parse(readFileSync(path, 'utf8'))
  const change = (changes) => writeFileSync(path, JSON.stringify({ ...read(), ...changes }))
  writeFileSync(path, JSON.stringify({ ...newAccount, ...account }))
  const program = `#!/bin/sh\nexec '${process.execPath}' '${fakeWrangler}' "$@"\n`
  writeFileSync(at('bin/wrangler'), program, { mode: 0o755 })
  const env = { PATH: `${at('bin')}:/usr/bin:/bin`, HOME: folder, TMPDIR: at('tmp'), FAKE_CLOUD: at('cloud') }
  const command = (script) => async (args) => {
    change({ calls: [] })
    const outcome = await run(script, args, { cwd: at('clone'), env })
    return { ...outcome, calls: read().calls }
  }
  return {
    path: at,
    account: read,
    change,
    backup: command('backup.mjs'),
    restore: command('restore.mjs'),
    /** Opens the database and bucket of an installation in the account. */
    open: async (name) => {
      const { env: bindings, dispose } = await openCloud(at('cloud/v3'), {
        d1_databases: [{ binding: 'DB', database_name: name, database_id: `id-of-${name}` }],
        r2_buckets: [{ binding: 'COVERS', bucket_name: `${name}-covers` }],
      })
      return { db: bindings.DB, covers: bindings.COVERS, close: dispose }
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** Called once in a test file. @returns {(account?: object) => ReturnType<typeof makeScene>} */
export const useScenes = () => {
  const scenes = []
  after(() => {
    for (const { remove } of scenes) remove()
  })
  return (account = {}) => {
    const scene = makeScene(account)
    scenes.push(scene)
    return scene
  }
}
