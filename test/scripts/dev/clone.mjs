import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../', import.meta.url))
// Neither sources nor wanted in a new clone.
const leftOut = ['.dev.vars', '.git', '.wrangler', 'coverage', 'dist', 'node_modules', 'test', 'tools']

const linkPackages = (to, { except }) => {
  mkdirSync(to)
  for (const name of readdirSync(join(repository, 'node_modules'))) {
    if (!except.includes(name)) symlinkSync(join(repository, 'node_modules', name), join(to, name))
  }
}

const putFakes = (packages) => {
  const copy = (fake, path) => cpSync(fileURLToPath(new URL(fake, import.meta.url)), join(packages, path))
  copy('fake-wrangler.mjs', 'wrangler/bin/wrangler.js')
  copy('fake-vite.mjs', 'vite/index.js')
  for (const name of ['wrangler', 'vite']) {
    writeFileSync(join(packages, name, 'package.json'), '{ "type": "module", "exports": "./index.js" }')
  }
}

/** A copy of the repository, with its packages. @param {{ isFake?: boolean }} [options] whether fakes replace wrangler and Vite */
export const makeClone = ({ isFake = false } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-dev-'))
  const path = (name) => join(folder, name)
  for (const name of readdirSync(repository).filter((name) => !leftOut.includes(name))) {
    cpSync(join(repository, name), path(name), { recursive: true })
  }
  linkPackages(path('node_modules'), { except: isFake ? ['wrangler', 'vite'] : [] })
  if (isFake) putFakes(path('node_modules'))
  return {
    path,
    has: (name) => existsSync(path(name)),
    read: (name) => readFileSync(path(name), 'utf8'),
    write: (name, text) => {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), text)
    },
    removePackage: (name) => rmSync(path(`node_modules/${name}`), { recursive: true }),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** @returns {Promise<number>} a port on which nothing listens now */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, 'localhost', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/**
 * Starts `scripts/dev.mjs` in a clone.
 * @param {ReturnType<typeof makeClone>} clone
 * @param {{ port?: number | string, args?: string[], env?: Record<string, string> }} [options]
 */
export const startDev = (clone, { port, args = [], env = {} } = {}) => {
  const child = spawn(process.execPath, [clone.path('scripts/dev.mjs'), ...args], {
    env: { ...process.env, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const waiting = new Set()
  const hear = (chunk) => {
    output += chunk
    for (const check of waiting) check()
  }
  child.stdout.setEncoding('utf8').on('data', hear)
  child.stderr.setEncoding('utf8').on('data', hear)
  const ended = new Promise((resolve) => child.on('close', (code) => resolve(code)))

  /** @param {RegExp} pattern @returns {Promise<RegExpExecArray>} when the output matches @throws when it ended before */
  const prints = (pattern) =>
    new Promise((resolve, reject) => {
      const check = () => {
        const found = pattern.exec(output)
        if (!found) return
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
      ended.then(() => reject(new Error(`It ended without printing ${pattern}:\n${output}`)))
    })

  const stop = async (signal = 'SIGINT') => {
    child.kill(signal)
    return ended
  }
  return { prints, stop, ended, output: () => output }
}
