// `node scripts/install.mjs [folder]`: installs the dependencies of the root, or of a folder that has its own, when
// they are missing or not the ones of the lockfile. It runs before them, so on any Node, and with nothing but what
// Node brings along.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const folder = new URL(`../${process.argv[2] ?? '.'}/`, import.meta.url)

const readPackages = (path) => {
  try {
    return JSON.parse(readFileSync(new URL(path, folder), 'utf8')).packages
  } catch {
    return {}
  }
}

// npm keeps a lockfile of what it installed; packages for other platforms are not in it.
const wanted = Object.entries(readPackages('package-lock.json')).filter(
  ([path, { optional }]) => path && !optional,
)
const installed = readPackages('node_modules/.package-lock.json')
const isInstalled = wanted.every(([path, { version }]) => installed[path]?.version === version)

if (!isInstalled) {
  console.log('Installing dependencies …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Not `npm ci`: it refuses a lockfile that was written where packages for other platforms could not be had.
  // The log level: some packages find this Node too old, but they run on the one that is among them.
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync(npm, options, {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  process.exit(status ?? 1)
}
