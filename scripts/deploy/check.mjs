import { fileURLToPath } from 'node:url'
import { DeployError, run } from './commands.mjs'
import { envOption } from './env-option.mjs'
import { wrangler } from './wrangler.mjs'

const deployedPaths = ['wrangler.toml', 'package.json', 'package-lock.json', 'migrations', 'src', 'web']

const checkMigrations = fileURLToPath(new URL('../check-migrations.mjs', import.meta.url))

/** @returns {Promise<string[]>} uncommitted changes of deployed files; none without git or outside a repository */
export const findUncommitted = async () => {
  const withoutGit = { ok: false }
  const status = ['status', '--porcelain', '--', ...deployedPaths]
  const { ok, stdout } = await run('git', status).catch(() => withoutGit)
  return ok ? stdout.split('\n').filter(Boolean) : []
}

const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`

/** Builds the web app and the Worker, and checks the migrations. Needs no account. @throws DeployError */
export const check = async (env) => {
  const build = await run('npm', ['run', 'build'], { show: true })
  if (!build.ok) throw new DeployError('`npm run build` failed.')
  console.log('✓ The web app is built')

  const migrations = await run(process.execPath, [checkMigrations])
  if (!migrations.ok) throw new DeployError(migrations.stderr)
  console.log('✓ The migrations match the schema')

  // At this log level wrangler prints only warnings and errors.
  const bundle = await wrangler(['deploy', '--dry-run', envOption(env)], { env: { WRANGLER_LOG: 'warn' } })
  if (!bundle.ok || bundle.output !== '') throw new DeployError(`wrangler reports:\n${bundle.output}`)
  const { raw_bytes, gzip_bytes } = bundle.deployed.bundle_size
  console.log(`✓ The Worker is bundled: ${kib(raw_bytes)}, ${kib(gzip_bytes)} gzipped`)
}
