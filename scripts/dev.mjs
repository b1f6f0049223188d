// `npm run dev [-- --empty] [--mail]`: local secrets, migrations, the web app, then the Worker on http://localhost:$PORT (8787).
// A new database gets a demo reader with books, unless `--empty` is given. With `--mail`
// an account needs the link of a mail, and the page of all mails shows it.
import { parseArgs } from 'node:util'
import { checkInstalled } from './dev/installed.mjs'
import { screen } from './dev/screen.mjs'
import { StartError } from './dev/start-error.mjs'

const readOptions = () => {
  try {
    const isSet = { type: 'boolean', default: false }
    const { values } = parseArgs({ options: { empty: isSet, mail: isSet } })
    return { isEmpty: values.empty, hasMail: values.mail, portText: process.env.PORT || '8787' }
  } catch (error) {
    throw new StartError(`${error.message}\nUsage: [PORT=8787] npm run dev [-- --empty --mail]`)
  }
}

const main = async () => {
  const options = readOptions()
  checkInstalled()
  // Not at the top: they need packages.
  const { start } = await import('./dev/start.mjs')
  const { stopWranglers } = await import('./dev/wrangler.mjs')

  let isStopping = false
  const stop = async (code) => {
    isStopping = true
    await stopWranglers()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0))

  try {
    const { stopped } = await start(options)
    await stopped
  } catch (error) {
    if (isStopping) return
    if (error instanceof StartError) screen.show(`\n${error.message}\n`)
    else console.error(error)
    await stop(1)
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  screen.show(`\n${error.message}\n`)
  process.exitCode = 1
}
