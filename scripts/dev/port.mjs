import { connect, createServer } from 'node:net'
import { StartError } from './start-error.mjs'

const loopback = ['127.0.0.1', '::1']
const connectTimeoutMs = 1000
const healthTimeoutMs = 2000

/** @param {string} text @returns {number} @throws StartError */
export const readPort = (text) => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1 && port <= 65535) return port
  throw new StartError(`PORT must be a number from 1 to 65535, not ${JSON.stringify(text)}.`)
}

// On macOS a program can listen on 127.0.0.1 although another one listens on all addresses. So ask both ways.
const accepts = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: connectTimeoutMs })
    const end = (isAccepted) => {
      socket.destroy()
      resolve(isAccepted)
    }
    socket.on('connect', () => end(true))
    socket.on('timeout', () => end(false))
    socket.on('error', () => end(false))
  })

/** @returns the code of the error that listening ends in, undefined when it works or this machine has no such address */
const listenError = (host, port) =>
  new Promise((resolve) => {
    const server = createServer()
    server.on('error', ({ code }) =>
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? undefined : code),
    )
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })

/** @returns {Promise<'free' | 'busy' | 'forbidden'>} */
const stateOf = async (port) => {
  const accepted = await Promise.all(loopback.map((host) => accepts(host, port)))
  if (accepted.includes(true)) return 'busy'
  for (const host of loopback) {
    const code = await listenError(host, port)
    if (code) return code === 'EACCES' ? 'forbidden' : 'busy'
  }
  return 'free'
}

const isBookplate = async (port) => {
  try {
    const response = await fetch(`http://localhost:${port}/health`, {
      signal: AbortSignal.timeout(healthTimeoutMs),
    })
    const { data } = await response.json()
    return Boolean(data.version && data.checks.d1 && data.checks.r2)
  } catch {
    return false
  }
}

const freePortAfter = async (port) => {
  for (let next = port + 1; next <= Math.min(port + 20, 65535); next++) {
    if ((await stateOf(next)) === 'free') return next
  }
  return 18787
}

const commandFor = (port) =>
  process.platform === 'win32' ? `set PORT=${port}&& npm run dev` : `PORT=${port} npm run dev`

/** @param {number} port @throws StartError unless the port is free on the loopback addresses */
export const checkPort = async (port) => {
  const state = await stateOf(port)
  if (state === 'free') return
  if (state === 'forbidden') {
    throw new StartError(
      `This user may not listen on port ${port}. Choose another port: ${commandFor(await freePortAfter(8786))}`,
    )
  }
  const owner = (await isBookplate(port))
    ? `a Bookplate already runs at http://localhost:${port}. Use that one, stop it,`
    : 'by another program. Stop it,'
  throw new StartError(
    `Port ${port} is in use: ${owner} or choose another port: ${commandFor(await freePortAfter(port))}`,
  )
}
