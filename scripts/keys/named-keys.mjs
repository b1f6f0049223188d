// Rows of D1 name the key of SECRET_KEY that encrypted them. A key that a row names must not be retired.
import { webcrypto } from 'node:crypto'
import { purposes } from '../../src/auth/purposes.ts'
import { envOption } from '../deploy/env-option.mjs'
import { readFromWrangler } from '../deploy/wrangler.mjs'
import { RotationError } from '../key-rotation.mjs'

const idBits = 64

/**
 * @param {string} key of SECRET_KEY @param {string} keyInfo of the purpose
 * @returns {Promise<string>} the id in rows, as src/auth/keys.ts derives it
 */
export const keyIdOf = async (key, keyInfo = purposes.totp.keyInfo) => {
  const secret = Buffer.from(key, 'base64url')
  const root = await webcrypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(`bookplate ${keyInfo} id`)
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  return Buffer.from(await webcrypto.subtle.deriveBits(hkdf, root, idBits)).toString('hex')
}

const purposesOfRows = [purposes.totp.keyInfo, purposes.webhook.keyInfo]

const query =
  'select key_id as id, count(*) as "rows" from (select key_id from totp_secrets union all select key_id from webhooks) group by key_id'

/** @returns {Promise<{ id: string, rows: number }[]>} the keys that rows of the installation name @throws RotationError */
const readNamedKeys = async (env) => {
  const args = ['d1', 'execute', 'DB', '--remote', envOption(env), '--json', '--command', query]
  try {
    const [{ results }] = await readFromWrangler(args, 'the keys that rows of D1 name')
    return results
  } catch (error) {
    throw new RotationError(`${error.message}\nNo key was retired.`)
  }
}

/**
 * @param {{ key: string }[]} keys that would be retired @param {'production' | 'staging'} env
 * @throws RotationError when a row still needs one of them, or when D1 cannot be asked
 */
export const requireUnusedKeys = async (keys, env) => {
  const ids = await Promise.all(
    keys.flatMap(({ key }) => purposesOfRows.map((keyInfo) => keyIdOf(key, keyInfo))),
  )
  const named = (await readNamedKeys(env)).filter(({ id }) => ids.includes(id))
  const rows = named.reduce((sum, row) => sum + row.rows, 0)
  if (rows === 0) return
  throw new RotationError(
    `The old key still encrypts ${rows} secrets of TOTP and of webhooks. Maintenance encrypts them again, every 15 minutes: wait until ` +
      '"oldTotpKeys" and "oldWebhookKeys" in the backlog of its log are 0. No key was retired.',
  )
}
