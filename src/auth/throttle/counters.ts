import type { Config } from '../../http/config.ts'
import { attemptKey } from '../keys.ts'
import { type AttemptCounter, attemptCounter } from './statements.ts'

/**
 * The key of a counter: a keyed hash, so that the table reveals no email.
 * @param kind `address` is an email; the word is older than the rule to call it so, and live counters carry it
 */
export const counterKey = async (
  config: Config,
  kind: 'address' | 'device' | 'session' | 'code',
  ...parts: string[]
) => {
  const message = new TextEncoder().encode(JSON.stringify([kind, ...parts]))
  const mac = await crypto.subtle.sign('HMAC', await attemptKey(config), message)
  return new Uint8Array(mac).toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** Counts the attempts of a signed-in user, who is asked for the password again. */
export const sessionCounter = async (config: Config, sessionId: string): Promise<AttemptCounter> =>
  attemptCounter(await counterKey(config, 'session', sessionId))

/**
 * The key of the counter of an account's codes, for all of its sessions together. Only requests with the right password
 * are counted here, so a stolen session alone cannot lock its owner out.
 */
export const codeCounterKey = (config: Config, userId: string): Promise<string> =>
  counterKey(config, 'code', userId)
