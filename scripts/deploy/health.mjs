import { setTimeout as sleep } from 'node:timers/promises'

const pauseSeconds = 3

const ask = async (url) => {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(10_000) })
    return { status: response.status, body: await response.text() }
  } catch (error) {
    return { status: 0, body: error.cause?.message ?? error.message }
  }
}

/**
 * Waits until the service says that it is well: a new address takes a while to be known everywhere.
 * @param {string} url @param {number} waitSeconds
 * @returns {Promise<{ status: number, body: string }>} its last answer; status 0 when it could not be reached
 */
export const waitForHealth = async (url, waitSeconds) => {
  const until = Date.now() + waitSeconds * 1000
  let answer = await ask(url)
  while (answer.status !== 200 && Date.now() < until) {
    await sleep(pauseSeconds * 1000)
    answer = await ask(url)
  }
  return answer
}
