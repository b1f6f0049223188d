import { buildAssets, checkBundle, checkMigrations } from './checks.mjs'
import { readInstallation } from './config.mjs'
import { deploy } from './deploy.mjs'
import { DeployError } from './deploy-error.mjs'
import { readOptions, usage } from './options.mjs'
import { rehearse } from './rehearse.mjs'

/** Whatever can be checked before anything is touched. */
const check = async (env) => {
  if (await buildAssets()) console.log('✓ The web app is built')
  await checkMigrations()
  console.log('✓ The migrations make what the code expects')
  const { kib, gzipKib } = await checkBundle(env)
  console.log(`✓ The Worker is bundled: ${kib} KiB, ${gzipKib} KiB after gzip`)
}

const run = async (args, done) => {
  const options = readOptions(args)
  if (options.help) return console.log(usage)
  const installation = readInstallation(options.env)
  console.log(`Bookplate, ${options.env}: the Worker ${installation.name}\n`)
  await (options.dryRun ? rehearse : deploy)(installation, options, { check: () => check(options.env), done })
}

const history = (changes) =>
  changes.length === 0
    ? 'Nothing was changed.'
    : `Done before that, and not to be done again:\n${changes.map((what) => `  - ${what}`).join('\n')}`

/** `npm run deploy`. Sets the exit code. @param {string[]} args those of the command line */
export const main = async (args) => {
  const changes = []
  const done = (what) => {
    changes.push(what)
    console.log(`✓ ${what}`)
  }
  try {
    await run(args, done)
  } catch (error) {
    if (!(error instanceof DeployError)) throw error
    console.error(`\nStopped. ${error.message.trim()}\n\n${history(changes)}`)
    process.exitCode = 1
  }
}
