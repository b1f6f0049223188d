import { DeployError } from '../deploy/commands.mjs'
import { BackupError } from './error.mjs'

/**
 * Runs one command. Sets the exit code: 1 when it stopped, or when it found something that needs attention.
 * @param {{ read: (args: string[]) => any, usage: string, run: (options: any) => Promise<{ isClean: boolean }> }} command
 * @param {string[]} args of the command line
 */
export const main = async ({ read, usage, run }, args) => {
  try {
    const options = read(args)
    if (options.help) return console.log(usage)
    const { isClean } = await run(options)
    if (!isClean) process.exitCode = 1
  } catch (error) {
    const isKnown = error instanceof BackupError || error instanceof DeployError
    const detail = isKnown ? error.message.trim() : `Run the command again to continue.\n${error.stack}`
    console.error(`\nStopped. ${detail}`)
    process.exitCode = 1
  }
}
