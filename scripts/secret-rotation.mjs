// The steps of a rotation of SECRET_KEY, as functions of a list of keys and a clock. The first key makes refresh tokens and
// marks of devices, and all verify them. The file is the secret as it is: one key a line, with a note behind `#`.
import { RotationError, rolloutSeconds } from './key-rotation.mjs'

/**
 * @typedef {{ key: string, note?: 'since' | 'until', at?: Date }} SecretKey `note`: published since, or kept until
 * @typedef {[SecretKey, ...SecretKey[]]} SecretKeys
 */

const line = /^(?<key>[\w-]{43,})(?:\s*#\s*(?<note>since|until) (?<at>\S+))?$/

/** @param {string} text @returns {SecretKeys} @throws RotationError */
export const readSecretKeys = (text) =>
  text
    .trim()
    .split(/\s*\n\s*/)
    .map((row) => {
      const { key, note, at } = line.exec(row)?.groups ?? {}
      if (!key) throw new RotationError('The file has a line that is no key of 32 random bytes in base64url.')
      return note ? { key, note, at: new Date(at) } : { key }
    })

/** @param {SecretKeys} keys @returns {string} */
export const writeSecretKeys = (keys) =>
  keys.map(({ key, note, at }) => `${key}${note ? ` # ${note} ${at.toISOString()}` : ''}\n`).join('')

const after = (instant, seconds) => new Date(instant.getTime() + seconds * 1000)

const requireTime = (now, earliest, step) => {
  if (now < earliest) throw new RotationError(`Too early to ${step}: wait until ${earliest.toISOString()}.`)
}

/**
 * Step 1: adds the new key at the second place, so that every isolate accepts its tokens before one is made.
 * @param {SecretKeys} keys @param {string} key @param {Date} now @returns {SecretKeys} @throws RotationError
 */
export const publishSecret = ([first, ...others], key, now) => {
  if (others.some(({ note }) => note === 'since'))
    throw new RotationError('A new key is already published: promote it first.')
  return [first, { key, note: 'since', at: now }, ...others]
}

/**
 * Step 2: the new key makes tokens. The previous one verifies until every live token has been replaced.
 * @param {SecretKeys} keys @param {Date} now @param {{ idleTtlSeconds: number }} lifetimes of refresh tokens
 * @returns {SecretKeys} @throws RotationError
 */
export const promoteSecret = ([first, next, ...others], now, { idleTtlSeconds }) => {
  if (next?.note !== 'since') throw new RotationError('There is no new key to promote: publish a key first.')
  requireTime(now, after(next.at, rolloutSeconds), 'promote the new key')
  const until = after(now, idleTtlSeconds + rolloutSeconds)
  return [{ key: next.key }, { key: first.key, note: 'until', at: until }, ...others]
}

/**
 * Step 3: removes the keys whose last token has expired.
 * @param {SecretKeys} keys @param {Date} now @returns {SecretKeys} @throws RotationError
 */
export const retireSecret = (keys, now) => {
  const retiring = keys.filter(({ note }) => note === 'until')
  if (retiring.length === 0) throw new RotationError('There is no key to retire: promote a new key first.')
  requireTime(now, new Date(Math.min(...retiring.map(({ at }) => at.getTime()))), 'retire the old key')
  return keys.filter(({ note, at }) => note !== 'until' || at > now)
}
