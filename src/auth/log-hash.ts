import type { Config } from '../http/config.ts'
import { logKey } from './keys.ts'

const hashBytes = 16

/**
 * A keyed hash for the log: equal values have equal hashes, so that an attack can be followed, and the log reveals
 * neither emails nor IP addresses.
 * @returns 128 bits in base64url
 */
export const logHash = async (config: Config, kind: 'email' | 'network', value: string): Promise<string> => {
  const message = new TextEncoder().encode(JSON.stringify([kind, value]))
  const mac = await crypto.subtle.sign('HMAC', await logKey(config), message)
  return new Uint8Array(mac, 0, hashBytes).toBase64({ alphabet: 'base64url', omitPadding: true })
}
