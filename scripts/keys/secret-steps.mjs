import { randomBytes } from 'node:crypto'
import { purposes } from '../../src/auth/purposes.ts'
import {
  promoteSecret,
  publishSecret,
  readSecretKeys,
  retireSecret,
  writeSecretKeys,
} from '../secret-rotation.mjs'
import { deployCommand, readKeyFile, stepNamed, writeKeyFile } from './file.mjs'
import { requireUnusedKeys } from './named-keys.mjs'

const withoutKeys = (before, after) => before.filter(({ key }) => !after.some((kept) => kept.key === key))

const roleOf = ({ note, at }, index) => {
  if (index === 0) return 'makes tokens, and verifies'
  return note === 'since' ? 'verifies, and makes tokens next' : `verifies until ${at?.toISOString()}`
}

/**
 * One step of a rotation of SECRET_KEY.
 * @param {import('./options.mjs').Options} options @param {Date} now
 * @returns {Promise<string>} what to print; no key @throws RotationError
 */
export const rotateSecret = async ({ step, file, env }, now) => {
  const read = () => readKeyFile(file, readSecretKeys)
  const steps = {
    publish: () => publishSecret(read(), randomBytes(32).toString('base64url'), now),
    promote: () => promoteSecret(read(), now, purposes.refresh),
    retire: () => retireSecret(read(), now),
  }
  const keys = stepNamed(steps, step)()
  if (step === 'retire') await requireUnusedKeys(withoutKeys(read(), keys), env)
  writeKeyFile(file, writeSecretKeys(keys))
  const roles = keys.map((key, index) => `  key ${index + 1}  ${roleOf(key, index)}`)
  return [`${file}:`, ...roles, deployCommand('SECRET_KEY', file, env)].join('\n')
}
