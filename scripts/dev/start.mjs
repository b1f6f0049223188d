import { mkdirSync, rmSync } from 'node:fs'
import packageJson from '../../package.json' with { type: 'json' }
import { ensureDemo } from '../demo/demo.mjs'
import { openDemoFile } from '../demo/reader.mjs'
import { openLog } from './log-file.mjs'
import { migrate } from './migrate.mjs'
import { startPage } from './page.mjs'
import * as paths from './paths.mjs'
import { checkPort, readPort } from './port.mjs'
import { screen } from './screen.mjs'
import { checkSettings, ensureDevVars } from './settings.mjs'
import { startWeb } from './web.mjs'
import { startWorker } from './worker.mjs'

/** @returns the demo reader, or undefined. Without its books a developer can still work, so a failure is only shown. */
const demoReader = async (service, file) => {
  try {
    return await ensureDemo(service, file)
  } catch (error) {
    screen.show(`✘ The demo reader is not ready. The next start tries again. ${error.message}`)
    return undefined
  }
}

/**
 * `npm run dev`, once the packages are installed.
 * @param {{ portText: string, isEmpty: boolean, hasMail: boolean }} options
 * @returns {Promise<{ stopped: Promise<never> }>} `stopped`: rejects when the Worker has stopped @throws StartError
 */
export const start = async ({ portText, isEmpty, hasMail }) => {
  const { status, print, show } = screen
  const port = readPort(portText)
  await checkPort(port)
  if (ensureDevVars(paths.devVarsFile)) print('Wrote fresh local secrets to .dev.vars.')
  await checkSettings({ devVars: paths.devVarsFile, config: paths.configFile })

  status('Migrating the database')
  const log = openLog(paths.logFile)
  const demoFile = openDemoFile(paths.stateFolder)
  demoFile.plan({ isWanted: !isEmpty })
  await migrate(log)

  status('Building the web app')
  const { webFolder, pagesFolder } = paths
  rmSync(pagesFolder, { recursive: true, force: true })
  mkdirSync(pagesFolder, { recursive: true })
  await startWeb({ webFolder, pagesFolder, log, show })

  status('Starting the Worker')
  const { url, host, stopped } = await startWorker({ pagesFolder, port, hasMail, log, show })

  status('Opening the demo library')
  const reader = await Promise.race([demoReader({ url, host }, demoFile), stopped])
  print(startPage({ url, version: packageJson.version, reader, hasMail }))
  return { stopped }
}
