import { checkHealth } from './health.mjs'
import { StartError } from './start-error.mjs'
import { lineToShow } from './terminal.mjs'
import { startWrangler } from './wrangler.mjs'

// The lines of one error arrive together; the first of them ends the start.
const restOfErrorMs = 500

/**
 * Starts the Worker and waits until it is healthy. From then on its errors are shown.
 * @param {{ port: number, pagesFolder: string, hasMail?: boolean, log: (line: string) => string, show: (text: string) => void,
 *   timeoutMs?: number }} options `timeoutMs`: long enough for a busy machine; an error ends the start at once
 * @returns {Promise<{ url: string, host: string, stopped: Promise<never> }>} `host`: the name or address on which it
 *   listens; `stopped`: rejects when it has stopped @throws StartError
 */
export const startWorker = ({ port, pagesFolder, hasMail = false, log, show, timeoutMs = 180_000 }) => {
  const url = `http://localhost:${port}`
  const errors = []
  const { promise, resolve, reject } = Promise.withResolvers()
  let isRunning = false
  const fail = (reason) => reject(new StartError([reason, ...errors].join('\n  ')))

  const onLine = (line, stream) => {
    const text = log(line)
    const shown = lineToShow(text, stream)
    if (shown === undefined) return
    if (isRunning) return show(shown)
    const isFirst = errors.length === 0 && stream === 'stderr' && text.includes('[ERROR]')
    if (isFirst || errors.length > 0) errors.push(shown)
    if (isFirst) setTimeout(() => fail('The Worker could not be built or started.'), restOfErrorMs)
  }

  // Mails are kept in the development outbox: there is no binding, so none leaves the machine.
  const mail = hasMail ? ['--var', 'MAIL_FROM:bookplate@example.com'] : []
  const vars = ['--var', `PUBLIC_URL:${url}`, ...mail]
  // Two starts at once would both choose the usual port of the inspector. With 0 the system chooses a free one.
  const options = ['--port', String(port), '--inspector-port', '0', ...vars, '--assets', pagesFolder]
  const child = startWrangler(
    ['dev', ...options, '--show-interactive-dev-session=false', '--minify=false'],
    onLine,
  )
  const timeout = () => fail(`The Worker has not started within ${timeoutMs / 1000} seconds.`)
  const timer = setTimeout(timeout, timeoutMs)

  const { promise: stopped, reject: rejectStopped } = Promise.withResolvers()
  child.on('close', () => {
    fail('The Worker stopped while it started.')
    rejectStopped(new StartError('The Worker stopped. The reason is at the end of .wrangler/dev.log.'))
  })
  // While the Worker starts, the other promise reports it.
  stopped.catch(() => {})
  child.on('message', async (text) => {
    const { event, ip, port: actual } = JSON.parse(text)
    if (event !== 'DEV_SERVER_READY') return
    if (actual !== port) return fail(`The Worker listens on port ${actual}, not on ${port}.`)
    try {
      await checkHealth(url)
      isRunning = true
      resolve({ url, host: ip, stopped })
    } catch ({ message }) {
      fail(message)
    }
  })
  return promise.finally(() => clearTimeout(timer))
}
