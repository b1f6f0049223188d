// The three steps of a rotation, as functions of a key set and a clock. Isolates receive a new key set at different
// times, and verifiers cache our public keys. So a key is published before it signs, and stays published until its last
// token has expired.

/** @typedef {{ kty: string, crv: string, kid: string, x: string, d?: string, published_at?: string, retire_at?: string }} Key */
/** @typedef {{ keys: Key[] }} KeySet the first key signs, all keys verify */

// A new version of the Worker or of its secrets reaches all isolates within this time.
export const rolloutSeconds = 5 * 60

/** A step is impossible now; the message tells the reason. */
export class RotationError extends Error {
  name = 'RotationError'
}

const after = (instant, seconds) => new Date(new Date(instant).getTime() + seconds * 1000)

const requireTime = (now, earliest, step) => {
  if (now >= earliest) return
  throw new RotationError(`Too early to ${step}: wait until ${earliest.toISOString()}.`)
}

/**
 * Step 1: adds the new key at the second place, so that every verifier knows it before it signs.
 * @param {KeySet} set @param {Key} key @param {Date} now @returns {KeySet}
 */
export const publish = ({ keys }, key, now) => {
  const [signing, ...others] = keys
  if (others.some(({ d }) => d)) throw new RotationError('A new key is already published: promote it first.')
  return { keys: [signing, { ...key, published_at: now.toISOString() }, ...others] }
}

/**
 * Step 2: moves the second key to the first place, where it signs. The previous key loses its private part and still
 * verifies.
 * @param {KeySet} set @param {Date} now
 * @param {{ jwksMaxAgeSeconds: number, accessTokenTtlSeconds: number }} lifetimes @returns {KeySet}
 */
export const promote = ({ keys }, now, { jwksMaxAgeSeconds, accessTokenTtlSeconds }) => {
  const [signing, next, ...others] = keys
  if (!next?.d || !next.published_at)
    throw new RotationError('There is no new key to promote: publish a key first.')
  requireTime(now, after(next.published_at, jwksMaxAgeSeconds + rolloutSeconds), 'promote the new key')
  const { d, published_at, ...old } = signing
  const retireAt = after(now, accessTokenTtlSeconds + rolloutSeconds).toISOString()
  return { keys: [next, { ...old, retire_at: retireAt }, ...others] }
}

/**
 * Step 3: removes the keys whose last token has expired.
 * @param {KeySet} set @param {Date} now @returns {KeySet}
 */
export const retire = ({ keys }, now) => {
  const retiring = keys.filter((key) => key.retire_at)
  if (retiring.length === 0) throw new RotationError('There is no key to retire: promote a new key first.')
  const last = new Date(Math.min(...retiring.map((key) => new Date(key.retire_at).getTime())))
  requireTime(now, last, 'retire the old key')
  return { keys: keys.filter((key) => !key.retire_at || new Date(key.retire_at) > now) }
}
