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
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../', import.meta.url))
const script = join(repository, 'scripts/deploy.mjs')
const fakeWrangler = fileURLToPath(new URL('wrangler.mjs', import.meta.url))
const fakeNetwork = new URL('network.mjs', import.meta.url).href

const freshAccount = {
  login: { loggedIn: true, accounts: [{ id: 'account-1', name: 'Mary' }] },
  plan: 'paid',
  hasR2: true,
  subdomain: 'mary',
  workers: {},
  databases: [],
  buckets: [],
  takenDomains: [],
  health: { status: 200, body: '{}' },
}

const put = (path, text) => writeFileSync(path, text, { mode: 0o755 })

/**
 * A clone of the repository that is to be deployed to an account which is a file. Its `wrangler` plays, its `git` knows
 * what `git` says, its `npm` and `drizzle-kit` do nothing.
 * @param {object} [account] what is different from a fresh one on the Paid plan
 * @param {{ git?: string }} [clone] what `git status` prints
 */
export const setScene = (account = {}, { git = '' } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-scene-'))
  const at = (name) => join(folder, name)
  for (const name of ['clone', 'bin', 'tmp']) mkdirSync(at(name))
  for (const name of ['wrangler.toml', 'package.json', 'migrations'])
    cpSync(join(repository, name), at(`clone/${name}`), { recursive: true })
  writeFileSync(at('account.json'), JSON.stringify({ ...freshAccount, ...account }))
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

  /** Runs a deploy to its end. @param {{ run: Function }} hosts */
  const deploy = async (hosts, args = [], env = {}) => {
    const before = calls().length
    const { status, output } = await hosts.run(job(args, env))
    const made = calls().slice(before)
    return { status, output, calls: made, lines: made.map(({ line }) => line) }
  }

  /** Starts `npm run deploy` in a process of its own. */
  const start = () => {
    const { cwd, args, env } = job([], {})
    const child = spawn(process.execPath, ['--import', fakeNetwork, script, ...args], { cwd, env })
    const ended = new Promise((resolve) => child.on('close', (status) => resolve(status)))
    return { child, ended }
  }

  return {
    deploy,
    start,
    calls,
    account: () => JSON.parse(readFileSync(at('account.json'), 'utf8')),
    change: (changes) =>
      writeFileSync(
        at('account.json'),
        JSON.stringify({ ...JSON.parse(readFileSync(at('account.json'))), ...changes }),
      ),
    path: (name) => at(`clone/${name}`),
    read: (name) => readFileSync(at(`clone/${name}`), 'utf8'),
    write: (name, text) => writeFileSync(at(`clone/${name}`), text),
    has: (name) => existsSync(at(`clone/${name}`)),
    /** What is left in the folder for temporary files. */
    leftovers: () => readdirSync(at('tmp')),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
