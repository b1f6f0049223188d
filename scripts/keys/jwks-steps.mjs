import { existsSync } from 'node:fs'
import { jwksMaxAgeSeconds, purposes } from '../../src/auth/purposes.ts'
import { promote, publish, RotationError, retire } from '../key-rotation.mjs'
import { newSigningKey } from '../secrets.mjs'
import { readDeployedJwks, requirePublished } from './deployed-jwks.mjs'
import { deployCommand, readKeyFile, stepNamed, writeKeyFile } from './file.mjs'
import { findPublicUrl } from './public-url.mjs'

const lifetimes = { accessTokenTtlSeconds: purposes.access.ttlSeconds, jwksMaxAgeSeconds }

const make = (file) => {
  if (!existsSync(file)) return { keys: [newSigningKey()] }
  throw new RotationError(`${file} exists already. With a new key set its tokens would become invalid.`)
}

const promotePublished = async (set, options, now) => {
  // First without a request: the file alone may show that it is too early.
  const promoted = promote(set, now, lifetimes)
  requirePublished(set, await readDeployedJwks(await findPublicUrl(options)), now, lifetimes)
  return promoted
}

const roleOf = ({ d }, at) => (at === 0 ? 'signs' : d ? 'signs next' : 'verifies')

/**
 * One step of a rotation of JWT_KEYS.
 * @param {import('./options.mjs').Options} options @param {Date} now
 * @returns {Promise<string>} what to print @throws RotationError
 */
export const rotateJwks = async (options, now) => {
  const { step, file, env } = options
  const read = () => readKeyFile(file, JSON.parse)
  const steps = {
    new: () => make(file),
    publish: () => publish(read(), newSigningKey(), now),
    promote: () => promotePublished(read(), options, now),
    retire: () => retire(read(), now),
  }
  const set = await stepNamed(steps, step)()
  writeKeyFile(file, `${JSON.stringify(set, null, 2)}\n`)
  const keys = set.keys.map((key, at) => `  ${key.kid}  ${roleOf(key, at)}`)
  return [`${file}:`, ...keys, deployCommand('JWT_KEYS', file, env)].join('\n')
}
