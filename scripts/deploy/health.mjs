import { setTimeout as sleep } from 'node:timers/promises'
import { DeployError } from './commands.mjs'

const pauseSeconds = 3

const readDeployment = (body) => {
  try {
    return JSON.parse(body).data.deployment
  } catch {
    return undefined
  }
}

/** @returns the response, with the version that sent it if it said so; status 0 when there was none */
const requestHealth = async (url) => {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(10_000) })
    const body = await response.text()
    return { status: response.status, body, deployment: readDeployment(body) }
  } catch (error) {
    return { status: 0, body: error.cause?.message ?? error.message }
  }
}

const advice = 'Logs: `npx wrangler tail`. Previous version: `npx wrangler rollback`.'

/**
 * Requests /health until the new version responds with 200: DNS takes a while to know a new address, and Cloudflare's
 * locations do not get a new version at once.
 * @param {string} url @param {string} version the id of the new version @param {number} waitSeconds
 * @returns {Promise<boolean>} whether it responded; false if no version can be reached at the address yet
 * @throws DeployError when the last response is not that of a healthy new version
 */
export const verifyHealth = async (url, version, waitSeconds) => {
  const until = Date.now() + waitSeconds * 1000
  const isAwaited = ({ status, deployment }) => status === 200 && deployment === version
  let response = await requestHealth(url)
  while (!isAwaited(response) && Date.now() < until) {
    await sleep(pauseSeconds * 1000)
    response = await requestHealth(url)
  }
  const { status, body, deployment } = response
  if (isAwaited(response)) {
    console.log(`✓ ${url}/health is the new version's, and reports no problem`)
    return true
  }
  if (status === 0) {
    console.log(`! ${url} cannot be reached yet (${body}). A new address takes some minutes.`)
    return false
  }
  if (status === 200)
    throw new DeployError(
      `The version ${version} was deployed, but ${url} is still served by ${deployment ?? 'a version that does not tell its id'}. \`npx wrangler deployments status\` shows which version is in service. If it is the new one, wait and request /health again.`,
    )
  throw new DeployError(
    `The new version was deployed, but ${url}/health has the status ${status}: ${body}\n${advice}`,
  )
}
