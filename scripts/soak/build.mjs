import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, wranglerFile } from '../dev/paths.mjs'

/** Builds the Worker as for a deploy, without the web app. @returns the file of the bundle */
export const buildWorker = (folder) => {
  const [outFolder, pagesFolder] = [join(folder, 'bundle'), join(folder, 'pages')]
  mkdirSync(pagesFolder, { recursive: true })
  const args = ['deploy', '--dry-run', '--outdir', outFolder, '--assets', pagesFolder, '--env', '']
  const env = { ...process.env, WRANGLER_HIDE_BANNER: 'true', WRANGLER_WRITE_LOGS: 'false' }
  execFileSync(process.execPath, [wranglerFile, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return join(outFolder, 'index.js')
}
