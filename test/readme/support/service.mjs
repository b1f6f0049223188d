import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = join(import.meta.dirname, '../../..')
const notOfAClone = new Set(['node_modules', '.git', '.wrangler', '.dev.vars', 'coverage', 'dist'])

/** @returns a folder with the files of a fresh clone and the packages that are installed here */
const copyRepository = () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-readme-'))
  const filter = (path) => !notOfAClone.has(path.slice(root.length + 1))
  cpSync(root, folder, { recursive: true, filter })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

const findFreePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const isHealthy = async (origin) => {
  try {
    return (await fetch(`${origin}/health`)).ok
  } catch {
    return false
  }
}

/**
 * Runs `npm run dev` as in a fresh clone.
 * @param {Record<string, string>} settings more lines of the table [vars] in wrangler.toml
 * @returns where it serves, its folder, and how to stop it
 */
export const startService = async (settings = {}) => {
  const folder = copyRepository()
  const config = join(folder, 'wrangler.toml')
  const lines = Object.entries(settings).map(([name, value]) => `${name} = "${value}"\n`)
  writeFileSync(config, readFileSync(config, 'utf8').replace('[vars]\n', `[vars]\n${lines.join('')}`))
  const port = await findFreePort()
  const origin = `http://localhost:${port}`
  // A process group of its own, so that the signal reaches wrangler and workerd too.
  const child = spawn('npm', ['run', 'dev'], {
    cwd: folder,
    detached: true,
    env: { ...process.env, PORT: String(port) },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const exited = new Promise((resolve) => child.on('exit', resolve))
  while (!(await isHealthy(origin))) {
    if (child.exitCode !== null) throw new Error(`npm run dev exited with ${child.exitCode}:\n${output}`)
    await sleep(200)
  }
  const stop = async () => {
    process.kill(-child.pid, 'SIGINT')
    await exited
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
  return { origin, folder, stop }
}
