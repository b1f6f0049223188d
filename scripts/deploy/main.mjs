import { DeployError } from './commands.mjs'
import { readInstallation } from './config.mjs'
import { deploy, rehearse } from './deploy.mjs'
import { readOptions, usage } from './options.mjs'

const start = async (args, done) => {
  const options = readOptions(args)
  if (options.help) return console.log(usage)
  const installation = readInstallation(options.env)
  console.log(`Bookplate, ${options.env}: the Worker ${installation.name}\n`)
  await (options.dryRun ? rehearse : deploy)(installation, options, done)
}

const history = (changes) =>
  changes.length === 0
    ? 'Nothing was changed.'
    : `Finished before the error:\n${changes.map((change) => `  - ${change}`).join('\n')}`

/** `npm run deploy`. Sets the exit code. @param {string[]} args of the command line */
export const main = async (args) => {
  const changes = []
  const done = (change) => {
    changes.push(change)
    console.log(`✓ ${change}`)
  }
  try {
    await start(args, done)
  } catch (error) {
    if (!(error instanceof DeployError)) throw error
    console.error(`\nStopped. ${error.message.trim()}\n\n${history(changes)}`)
    process.exitCode = 1
  }
}
