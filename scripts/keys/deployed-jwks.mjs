import { RotationError, rolloutSeconds } from '../key-rotation.mjs'

/**
 * The public keys of a deployed service. `since`: when the version that publishes them was made, if it tells.
 * @typedef {{ url: string, keys: { kid: string, x: string }[], since?: Date }} DeployedJwks
 */

/** @param {string} publicUrl @returns {Promise<DeployedJwks>} @throws RotationError when they cannot be read */
export const readDeployedJwks = async (publicUrl) => {
  const url = `${publicUrl}/.well-known/jwks.json`
  const fail = (reason) => {
    throw new RotationError(`Cannot read the deployed keys at ${url}: ${reason}.`)
  }
  let response
  try {
    const headers = { 'Cache-Control': 'no-cache' }
    response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(10_000) })
  } catch (error) {
    return fail(error.cause?.message ?? error.message)
  }
  if (response.status !== 200) fail(`the status is ${response.status}`)
  const { keys } = await response.json().catch(() => ({}))
  if (!Array.isArray(keys)) fail('the response has no keys')
  const modified = Date.parse(response.headers.get('Last-Modified') ?? '')
  return { url, keys, since: Number.isNaN(modified) ? undefined : new Date(modified) }
}

/**
 * Before the promotion, every verifier must know the new key. Otherwise its first tokens would be rejected.
 * @param {import('../key-rotation.mjs').KeySet} set @param {DeployedJwks} deployed @param {Date} now
 * @param {{ jwksMaxAgeSeconds: number }} lifetimes @throws RotationError
 */
export const requirePublished = ({ keys: [signing, next] }, deployed, now, { jwksMaxAgeSeconds }) => {
  const { url, keys, since } = deployed
  const isThere = (key) => keys.some(({ kid, x }) => kid === key.kid && x === key.x)
  if (!isThere(signing))
    throw new RotationError(
      `${url} does not have the key ${signing.kid}, which signs in this file. The file belongs to another service, or it is older than the deployed keys.`,
    )
  if (!next) return
  if (!isThere(next))
    throw new RotationError(
      `${url} does not have the new key ${next.kid}. Deploy it first, with the \`wrangler secret put\` that the step "publish" printed.`,
    )
  if (!since) return
  const earliest = new Date(since.getTime() + (jwksMaxAgeSeconds + rolloutSeconds) * 1000)
  if (now < earliest)
    throw new RotationError(
      `Too early to promote the new key: the deployed version is from ${since.toISOString()}, and others may cache older keys until ${earliest.toISOString()}.`,
    )
}
