// Before the scripts load wrangler.
import './remote.mjs'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { changeAccount, readAccount } from './account.mjs'
import { openCloud } from './open-cloud.mjs'

const { backupCommand } = await import('../../../../scripts/backup/backup.mjs')
const { restoreCommand } = await import('../../../../scripts/backup/restore.mjs')
const { main } = await import('../../../../scripts/backup/main.mjs')

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const fakeWrangler = fileURLToPath(new URL('wrangler.mjs', import.meta.url))

// Before a scene sets TMPDIR.
const temporary = tmpdir()

const newAccount = { loggedIn: true, databases: [], buckets: [], calls: [], lostResponses: 0 }

/** Runs a command in this process, because loading wrangler takes a second. @returns its exit code and output */
const run = async (command, args) => {
  const lines = []
  const { log, error } = console
  Object.assign(console, { log: (line) => lines.push(line), error: (line) => lines.push(line) })
  try {
    process.exitCode = 0
    await main(command, args)
    return { status: process.exitCode, output: lines.join('\n') }
  } finally {
    process.exitCode = 0
    Object.assign(console, { log, error })
  }
}

const makeScene = (account) => {
  const folder = mkdtempSync(join(temporary, 'bookplate-scene-'))
  const at = (name) => join(folder, name)
  for (const name of ['clone', 'bin', 'tmp', 'cloud']) mkdirSync(at(name))
  cpSync(join(repository, 'wrangler.toml'), at('clone/wrangler.toml'))
  cpSync(join(repository, 'migrations'), at('clone/migrations'), { recursive: true })
  writeFileSync(at('cloud/account.json'), JSON.stringify({ ...newAccount, ...account }))
  const program = `#!/bin/sh\nexec '${process.execPath}' '${fakeWrangler}' "$@"\n`
  writeFileSync(at('bin/wrangler'), program, { mode: 0o755 })
  const env = { PATH: `${at('bin')}:/usr/bin:/bin`, HOME: folder, TMPDIR: at('tmp'), FAKE_CLOUD: at('cloud') }
  const enter = () => {
    process.chdir(at('clone'))
    Object.assign(process.env, env)
  }
  const runHere = (command) => async (args) => {
    enter()
    changeAccount({ calls: [] })
    const outcome = await run(command, args)
    return { ...outcome, calls: readAccount().calls }
  }
  return {
    path: at,
    account: readAccount,
    backup: runHere(backupCommand),
    restore: runHere(restoreCommand),
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
    process.chdir(repository)
    for (const { remove } of scenes) remove()
  })
  return (account = {}) => {
    const scene = makeScene(account)
    scenes.push(scene)
    return scene
  }
}
