import { decrypt, type Encrypted, encrypt } from '../auth/encrypt.ts'
import { webhookKeys } from '../auth/keys.ts'
import type { Config } from '../http/config.ts'

const prefix = 'whsec_'
/** Standard Webhooks asks for 24 to 64 bytes. */
const secretBytes = 32

/** A key that signs messages, as its reader sees it once. */
export const formatSecret = (secret: Uint8Array): string => prefix + secret.toBase64()

/** @param userId the value is bound to its reader */
export const makeSecret = async (config: Config, userId: string) => {
  const secret = crypto.getRandomValues(new Uint8Array(secretBytes))
  return { text: formatSecret(secret), encrypted: await encrypt(await webhookKeys(config), secret, userId) }
}

/** @throws Error when SECRET_KEY lacks the key */
export const openSecret = async (config: Config, userId: string, encrypted: Encrypted) =>
  decrypt(await webhookKeys(config), encrypted, userId)
