import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startHost } from './start-host.mjs'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const script = join(repository, 'scripts/deploy.mjs')
const fakeWrangler = fileURLToPath(new URL('wrangler.mjs', import.meta.url))
const fakeNetwork = new URL('network.mjs', import.meta.url).href

/** Responses of /health. */
export const newVersion = [{ status: 200, body: '{"data":{"deployment":"the-new-version"}}' }]

const newAccount = {
  loggedIn: true,
  plan: 'paid',
  hasR2: true,
  subdomain: 'mary',
  workers: {},
  databases: [],
  buckets: [],
  // Files, in the order in which they were applied.
  migrations: [],
  takenDomains: [],
  failures: {},
  // Of each request for /health in turn; the last one stays.
  health: newVersion,
  plainHttp: { status: 301, headers: { Location: 'https://books.example/health' } },
  oldestTls: 'TLSv1.2',
}

const put = (path, text) => writeFileSync(path, text, { mode: 0o755 })

const makeScene = (host, account, { git = '' }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-scene-'))
  const at = (name) => join(folder, name)
  const readAccount = () => JSON.parse(readFileSync(at('account.json'), 'utf8'))
  const writeAccount = (changed) => writeFileSync(at('account.json'), JSON.stringify(changed))
  for (const name of ['clone', 'bin', 'tmp']) mkdirSync(at(name))
  cpSync(join(repository, 'wrangler.toml'), at('clone/wrangler.toml'))
  cpSync(join(repository, 'migrations'), at('clone/migrations'), { recursive: true })
  writeAccount({ ...newAccount, ...account })
  writeFileSync(at('calls'), '')
  put(at('bin/wrangler'), `#!/bin/sh\nexec '${process.execPath}' '${fakeWrangler}' "$@"\n`)
  put(at('bin/git'), `#!/bin/sh\nprintf '%s' '${git}'\n`)
  for (const name of ['npm', 'drizzle-kit']) put(at(`bin/${name}`), '#!/bin/sh\nexit 0\n')

  const job = (args, env) => ({
    cwd: at('clone'),
    args: ['--wait', '0', ...args],
    env: {
      PATH: `${at('bin')}:/usr/bin:/bin`,
      HOME: folder,
      TMPDIR: at('tmp'),
      FAKE_STATE: at('account.json'),
      FAKE_CALLS: at('calls'),
      ...env,
    },
  })

  const calls = () =>
    readFileSync(at('calls'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))

  return {
    /** Runs a deploy to its end. @returns its exit code and output, and the calls of wrangler */
    deploy: async (args = [], env = {}) => {
      const before = calls().length
      const { status, output } = await host.run(job(args, env))
      const made = calls().slice(before)
      return { status, output, calls: made, lines: made.map(({ line }) => line) }
    },
    /** Starts a deploy in a process of its own. */
    start: (args) => {
      const { cwd, env, args: all } = job(args, {})
      const child = spawn(process.execPath, ['--import', fakeNetwork, script, ...all], { cwd, env })
      const ended = new Promise((resolve) => child.on('close', (status) => resolve(status)))
      return { child, ended }
    },
    calls,
    account: readAccount,
    change: (changes) => writeAccount({ ...readAccount(), ...changes }),
    path: (name) => at(`clone/${name}`),
    read: (name) => readFileSync(at(`clone/${name}`), 'utf8'),
    write: (name, text) => writeFileSync(at(`clone/${name}`), text),
    delete: (name) => rmSync(at(`clone/${name}`)),
    has: (name) => existsSync(at(`clone/${name}`)),
    /** Files that are left in the folder for temporary files. */
    leftovers: () => readdirSync(at('tmp')),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/**
 * Called once in a test file. Returns a function that makes a clone of the repository and an account that is a file. In
 * the clone `git status` prints `git`; `npm` and `drizzle-kit` do nothing.
 * @returns {(account?: object, clone?: { git?: string }) => ReturnType<typeof makeScene>} `account`: what is different
 *   from a new account on the Paid plan
 */
export const useScenes = () => {
  const host = startHost()
  const scenes = []
  after(() => {
    host.stop()
    for (const { remove } of scenes) remove()
  })
  return (account = {}, clone = {}) => {
    const scene = makeScene(host, account, clone)
    scenes.push(scene)
    return scene
  }
}

/** The calls of wrangler that deploy. */
export const uploads = (calls) =>
  calls.filter(({ line }) => line.startsWith('deploy ') && !line.includes('--dry-run'))

export const workersDevUrl = 'https://bookplate.mary.workers.dev'

/** An account where Bookplate is in service on workers.dev. */
export const deployed = {
  workers: { bookplate: { secrets: { JWT_KEYS: '{}', SECRET_KEY: 'x' }, url: workersDevUrl } },
  databases: ['bookplate'],
  buckets: ['bookplate-covers'],
  migrations: readdirSync(join(repository, 'migrations')).filter((name) => name.endsWith('.sql')),
}
