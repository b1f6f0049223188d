// Of all the lines that the runtime prints, the ones that a developer wants to see at once: the Worker's warnings and
// errors, its console.log, requests that ended in 500 or more, and builds that failed. The rest is in the log file.
import { mapStack } from './stack.mjs'

const header = /^(?:▲ \[WARNING\]|✘ \[ERROR\]) /
const failedRequest = /^\[wrangler:info\] (\S+ \S+ 5\d\d .*)$/
const noise = /^(?:\[wrangler:info\] |⎔ )/

/** @returns the log event that the Worker wrote as a line of JSON, or undefined */
const readEvent = (text) => {
  try {
    const { event, ...fields } = JSON.parse(text)
    return typeof event === 'string' ? { event, fields } : undefined
  } catch {
    return undefined
  }
}

const formatValue = (value) => {
  if (typeof value === 'string') return value
  const { name, message, stack, cause } = value ?? {}
  if (typeof message !== 'string') return JSON.stringify(value)
  const error = stack ?? `${name}: ${message}`
  return cause === undefined ? error : `${error}\ncaused by ${formatValue(cause)}`
}

/** In one line of JSON a stack trace cannot be read. */
const formatEvent = ({ event, fields: { level, ...fields } }) => {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${formatValue(value)}`)
  const sign = level === 'error' ? '✘' : '▲'
  return mapStack([`${sign} ${event}`, ...lines].join('\n').replaceAll('\n', '\n  '))
}

const fromStdout = (text) => {
  const [, request] = failedRequest.exec(text) ?? []
  if (request) return `✘ ${request}`
  if (noise.test(text) || readEvent(text)) return undefined
  return text.replace(/^\[wrangler:error\] /, '✘ ')
}

const fromStderr = (text) => {
  const event = header.test(text) && readEvent(text.replace(header, ''))
  return event ? formatEvent(event) : text
}

/** @param {string} text a plain line @param {'stdout' | 'stderr'} stream @returns {string | undefined} what to show of it */
export const lineToShow = (text, stream) => {
  if (text === '') return undefined
  return stream === 'stdout' ? fromStdout(text) : fromStderr(text)
}
