import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, wranglerFile } from '../dev/paths.mjs'

/** Bundles the Worker as a deploy does, without the web app. @param {string} folder @returns {string} the path of its script */
export const bundleWorker = (folder) => {
  const assets = join(folder, 'assets')
  mkdirSync(assets)
  const args = ['deploy', '--dry-run', '--env=', `--outdir=${folder}`, `--assets=${assets}`]
  execFileSync(process.execPath, [wranglerFile, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return join(folder, 'index.js')
}
