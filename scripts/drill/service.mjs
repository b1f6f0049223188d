import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { bareAssets } from '../bare-assets.mjs'
import { checkHealth } from '../dev/health.mjs'
import { startWrangler } from '../dev/wrangler.mjs'
import { makeSecrets } from '../secrets.mjs'

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, 'localhost', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const stop = async (child) => {
  const closed = new Promise((resolve) => child.on('close', resolve))
  child.kill()
  await closed
}

const whenReady = (child, lines) =>
  new Promise((resolve, reject) => {
    child.on('message', (text) => {
      if (JSON.parse(text).event === 'DEV_SERVER_READY') resolve()
    })
    child.on('close', () => reject(new Error(`The Worker stopped:\n${lines.join('\n')}`)))
  })

/**
 * Starts the Worker with secrets of its own, as a new installation has them.
 * @param {string} folder for temporary files @param {string} state of the database and the bucket
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export const startService = async (folder, state) => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const secrets = join(folder, 'secrets.env')
  const lines = Object.entries(await makeSecrets()).map(([name, value]) => `${name}='${value}'\n`)
  writeFileSync(secrets, lines.join(''), { mode: 0o600 })
  const args = ['dev', '--port', String(port), '--inspector-port', '0', '--var', `PUBLIC_URL:${url}`]
  args.push('--env-file', secrets, '--persist-to', state, '--assets', bareAssets.directory)
  const log = []
  const child = startWrangler([...args, '--show-interactive-dev-session=false'], (line) => log.push(line))
  await whenReady(child, log)
  await checkHealth(url)
  return { url, stop: () => stop(child) }
}
