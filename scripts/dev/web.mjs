import { join } from 'node:path'
import { build, createLogger } from 'vite'
import { liveReload } from './live-reload.mjs'
import { StartError } from './start-error.mjs'

const describe = ({ message, id, loc, frame }) =>
  [message, id && loc ? `${id}:${loc.line}:${loc.column}` : undefined, frame].filter(Boolean).join('\n')

const loggerTo = (log) => {
  const write = (text) => {
    log(text)
  }
  return { ...createLogger('silent'), info: write, warn: write, warnOnce: write, error: write }
}

/**
 * Builds the web app, and again after each edit.
 * @param {{ webFolder: string, pagesFolder: string, log: (line: string) => string, show: (text: string) => void }} options
 * @throws StartError when the first build fails; later errors are shown
 */
export const startWeb = async ({ webFolder, pagesFolder, log, show }) => {
  const watcher = await build({
    root: webFolder,
    customLogger: loggerTo(log),
    // Without the table of files, which is printed natively.
    logLevel: 'warn',
    plugins: [liveReload(join(webFolder, 'public'))],
    build: {
      outDir: pagesFolder,
      // A page that is open needs its files until it has reloaded.
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      watch: { exclude: ['**/node_modules/**'] },
    },
  })
  const { promise, resolve, reject } = Promise.withResolvers()
  let isBuilt = false
  let hasFailed = false
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') event.result.close()
    if (event.code === 'ERROR') {
      hasFailed = true
      const text = describe(event.error)
      log(text)
      if (isBuilt) show(`✘ The web app could not be built:\n${text}`)
      else reject(new StartError(`The web app could not be built:\n${text}`))
    } else if (event.code === 'END' && !hasFailed) {
      isBuilt = true
      resolve()
    } else if (event.code === 'START') hasFailed = false
  })
  await promise
}
