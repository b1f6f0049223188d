// The three steps of a rotation, as functions of a key set and a clock. Isolates do not switch together, and whoever
// verifies our tokens keeps our public keys for a while; so a key is published before it signs, and stays published
// until its last token has run out.

/** @typedef {{ kty: string, crv: string, kid: string, x: string, d?: string, published_at?: string, retire_at?: string }} Key */
/** @typedef {{ keys: Key[] }} KeySet the first key signs, all verify */

// A new version of the Worker, or of its secrets, reaches all isolates within this time.
const rolloutSeconds = 5 * 60

/** A step that cannot be taken, or not yet; its message says why. */
export class RotationError extends Error {
  name = 'RotationError'
}

const after = (instant, seconds) => new Date(new Date(instant).getTime() + seconds * 1000)

const requireTime = (now, earliest, step) => {
  if (now >= earliest) return
  throw new RotationError(`Too early to ${step}: wait until ${earliest.toISOString()}.`)
}

/**
 * Step 1: the new key becomes the second. It verifies, so that every verifier knows it before it signs.
 * @param {KeySet} set @param {Key} key @param {Date} now @returns {KeySet}
 */
export const publish = ({ keys }, key, now) => {
  const [signing, ...others] = keys
  if (others.some(({ d }) => d)) throw new RotationError('A new key is published already: promote it first.')
  return { keys: [signing, { ...key, published_at: now.toISOString() }, ...others] }
}

/**
 * Step 2: the second key becomes the first, and signs. The one before it verifies what it signed, and loses its
 * private half.
 * @param {KeySet} set @param {Date} now
 * @param {{ jwksMaxAgeSeconds: number, accessTokenTtlSeconds: number }} lifetimes @returns {KeySet}
 */
export const promote = ({ keys }, now, { jwksMaxAgeSeconds, accessTokenTtlSeconds }) => {
  const [signing, next, ...others] = keys
  if (!next?.d || !next.published_at)
    throw new RotationError('There is no new key to promote: publish one first.')
  requireTime(now, after(next.published_at, jwksMaxAgeSeconds + rolloutSeconds), 'promote the new key')
  const { d, published_at, ...old } = signing
  const retireAt = after(now, accessTokenTtlSeconds + rolloutSeconds).toISOString()
  return { keys: [next, { ...old, retire_at: retireAt }, ...others] }
}

/**
 * Step 3: keys whose last token has run out are dropped.
 * @param {KeySet} set @param {Date} now @returns {KeySet}
 */
export const retire = ({ keys }, now) => {
  const retiring = keys.filter((key) => key.retire_at)
  if (retiring.length === 0) throw new RotationError('There is no key to retire: promote a new one first.')
  const last = new Date(Math.min(...retiring.map((key) => new Date(key.retire_at).getTime())))
  requireTime(now, last, 'retire the old key')
  return { keys: keys.filter((key) => !key.retire_at || new Date(key.retire_at) > now) }
}
