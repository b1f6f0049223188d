import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from './commands.mjs'
import { envOption } from './config.mjs'
import { DeployError } from './deploy-error.mjs'

// developers.cloudflare.com/workers/platform/limits: a Worker's size after gzip, on the Paid plan.
const maxGzipKib = 10 * 1024

// What is deployed: a change in any of them that is not committed would be in no history.
const deployedPaths = ['wrangler.toml', 'package.json', 'package-lock.json', 'migrations', 'src', 'web']

/** @returns {Promise<string[]>} what git has not got of what would be deployed; none where there is no git */
export const uncommitted = async () => {
  const withoutGit = { status: 1, stdout: '' }
  const { status, stdout } = await run('git', ['status', '--porcelain', '--', ...deployedPaths]).catch(
    () => withoutGit,
  )
  return status === 0 ? stdout.split('\n').filter(Boolean) : []
}

/** Builds what is served besides the Worker, where there is such a thing. @returns {Promise<boolean>} whether there is */
export const buildAssets = async () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  if (!scripts.build) return false
  const { status } = await run('npm', ['run', 'build'], { show: true })
  if (status !== 0) throw new DeployError('`npm run build` failed; it says why above.')
  return true
}

/** @throws DeployError when src/db/schema.ts has what no migration makes */
export const checkMigrations = async () => {
  const script = fileURLToPath(new URL('../check-migrations.mjs', import.meta.url))
  const { status, stderr } = await run(process.execPath, [script])
  if (status !== 0) throw new DeployError(stderr)
}

/**
 * Lets wrangler check its configuration and bundle the Worker, without an account.
 * @returns {Promise<{ kib: number, gzipKib: number }>} the size of what would be uploaded @throws DeployError
 */
export const checkBundle = async (env) => {
  const { status, stdout, stderr } = await run('wrangler', ['deploy', '--dry-run', envOption(env)])
  if (status !== 0 || /\[WARNING\]/.test(`${stdout}${stderr}`))
    throw new DeployError(`wrangler does not like what it would deploy:\n${stderr || stdout}`)
  const sizes = /Total Upload: (?<kib>[\d.]+) KiB \/ gzip: (?<gzipKib>[\d.]+) KiB/
  const { kib, gzipKib } = sizes.exec(stdout)?.groups ?? {}
  if (!gzipKib) throw new DeployError(`wrangler does not say how large the Worker is:\n${stdout}`)
  if (Number(gzipKib) > maxGzipKib)
    throw new DeployError(`The Worker has ${gzipKib} KiB after gzip; Cloudflare takes ${maxGzipKib}.`)
  return { kib: Number(kib), gzipKib: Number(gzipKib) }
}
