import { StartError } from './start-error.mjs'

// The Worker itself ends its checks after 3 seconds. Its first request also compiles it.
const timeoutMs = 30_000

/** Asks the started Worker once. @param {string} url @throws StartError unless it is healthy */
export const checkHealth = async (url) => {
  let response
  try {
    response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(timeoutMs) })
  } catch (error) {
    throw new StartError(`The Worker started, but ${url}/health does not respond: ${error.message}.`)
  }
  if (response.ok) return
  throw new StartError(
    `The Worker started, but ${url}/health responded ${response.status}:\n  ${await response.text()}\n` +
      'The reason is at the end of .wrangler/dev.log.',
  )
}
