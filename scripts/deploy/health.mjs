import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError } from './commands.mjs'

const pauseSeconds = 3

/** @returns the response; status 0 when there was none */
const requestHealth = async (url) => {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(10_000) })
    return { status: response.status, body: await response.text() }
  } catch (error) {
    return { status: 0, body: error.cause?.message ?? error.message }
  }
}

/**
 * Requests /health until its status is 200: DNS takes a while to know a new address.
 * @param {string} url @param {number} waitSeconds @throws DeployError when the last response has another status
 */
export const verifyHealth = async (url, waitSeconds) => {
  const until = Date.now() + waitSeconds * 1000
  let response = await requestHealth(url)
  while (response.status !== 200 && Date.now() < until) {
    await sleep(pauseSeconds * 1000)
    response = await requestHealth(url)
  }
  const { status, body } = response
  if (status === 200) return console.log(`✓ ${url}/health reports no problem`)
  if (status === 0)
    return console.log(`! ${url} cannot be reached yet (${body}). A new address takes some minutes.`)
  throw new DeployError(
    `The new version is in service, but ${url}/health has the status ${status}: ${body}\nLogs: \`npx wrangler tail\`. Previous version: \`npx wrangler rollback\`.`,
  )
}
