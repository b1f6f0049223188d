// `npm run dev`: local secrets, the pages, migrations, then the Worker on http://localhost:$PORT (8787).
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureDevVars } from './secrets.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const port = process.env.PORT ?? '8787'
const url = `http://localhost:${port}`
const isWindows = process.platform === 'win32'

if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
  console.error(`PORT must be a number from 1 to 65535, not ${JSON.stringify(port)}.`)
  process.exit(1)
}

const env = {
  ...process.env,
  // The real request.cf would be fetched from the network, which a first run must not depend on.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
}

const start = (command, args) =>
  spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], shell: isWindows })

const run = (child, name) =>
  new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${name} exited with ${code}`))))
  })

const isUp = async () => {
  try {
    return (await fetch(`${url}/health`)).ok
  } catch {
    return false
  }
}

const announce = async (child) => {
  while (child.exitCode === null && !(await isUp())) await new Promise((resolve) => setTimeout(resolve, 200))
  if (child.exitCode === null)
    console.log(`\nBookplate is up at ${url}. Try it: curl ${url}/health (Ctrl-C stops it)\n`)
}

await ensureDevVars(new URL('../.dev.vars', import.meta.url))
await run(start('vite', ['build', 'web', '--logLevel', 'warn']), 'vite build')
await run(start('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local']), 'wrangler d1')
const server = start('wrangler', [
  'dev',
  '--port',
  port,
  '--var',
  `PUBLIC_URL:${url}`,
  '--show-interactive-dev-session=false',
])
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 0))
await announce(server)
