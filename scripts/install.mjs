// `node scripts/install.mjs [folder]`: installs the packages of the root's lockfile, or of a folder that has its own,
// unless exactly these are installed. It runs before them, so on any Node, and imports only what Node contains.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL(`../${process.argv[2] ?? '.'}/`, import.meta.url))
const isWindows = process.platform === 'win32'

const stop = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

const readPackages = (path) => {
  try {
    return JSON.parse(readFileSync(`${folder}${path}`, 'utf8')).packages
  } catch {
    return {}
  }
}

const isInstalled = () => {
  // npm keeps a lockfile of the packages that it installed. Those for other platforms are not in it.
  const wanted = Object.entries(readPackages('package-lock.json')).filter(
    ([path, { optional }]) => path && !optional,
  )
  const installed = readPackages('node_modules/.package-lock.json')
  return wanted.every(([path, { version }]) => installed[path]?.version === version)
}

// Windows does not delete a running program, and `npm ci` deletes all of node_modules. `npm install` replaces only
// what differs, so it works on the Node that is among the packages.
const isNodeAmongThem = process.execPath.startsWith(`${folder}node_modules`)
const install = isWindows && isNodeAmongThem ? ['install', '--no-save'] : ['ci']

// NODE_ENV=production and a user's own settings may leave out tools and platform packages, or may reject packages that
// want a newer Node: they run on the Node that is among them.
const options = ['--include=dev', '--include=optional', '--engine-strict=false', '--loglevel=error']

const isOlderThan = (major, minor) => {
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number)
  return ourMajor < major || (ourMajor === major && ourMinor < minor)
}

if (isOlderThan(20, 0)) stop(`This is Node ${process.versions.node}. Install Node 20 or later.`)

if (!isInstalled()) {
  console.log('Installing dependencies …')
  const { status } = spawnSync(isWindows ? 'npm.cmd' : 'npm', [...install, ...options], {
    cwd: folder,
    stdio: 'inherit',
    shell: isWindows,
  })
  if (status !== 0) process.exit(status ?? 1)
}

// The package `node` gets its program by an install script, which the user's `ignore-scripts` prevents.
const bringsNode = existsSync(`${folder}node_modules/node`)
const hasNode = ['node', 'node.exe'].some((name) => existsSync(`${folder}node_modules/node/bin/${name}`))
if (bringsNode && !hasNode && isOlderThan(22, 18))
  stop(
    `This is Node ${process.versions.node}, and npm's setting ignore-scripts kept the newer Node of this project from being installed: run \`npm rebuild node --ignore-scripts=false\`, or use Node 22.18 or later.`,
  )
