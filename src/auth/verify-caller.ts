import type { Config } from '../http/config.ts'
import { ApiError } from '../http/errors.ts'
import { readApiKey } from './api-key.ts'
import type { KeyCaller, SessionCaller } from './caller.ts'
import { tokenKeys, tokenRealm } from './keys.ts'
import { digestToken } from './random-tokens.ts'
import { verifyTokenOnce } from './verified-tokens.ts'

/** @throws ApiError `invalid_token` */
export const verifySession = async (config: Config, token: string, at: Date): Promise<SessionCaller> => {
  const verification = await verifyTokenOnce(await tokenKeys(config), tokenRealm(config), token, at)
  if (verification.kind === 'invalid') throw new ApiError('invalid_token', { cause: verification.reason })
  return { kind: 'session', ...verification.claims, at }
}

/**
 * Reads an API key, which may still be forged.
 * @throws ApiError `invalid_token` for a wrong form or checksum
 */
export const readKeyCaller = async (key: string, at: Date): Promise<Omit<KeyCaller, 'scope'>> => {
  const known = readApiKey(key)
  if (!known) throw new ApiError('invalid_token', { cause: 'a malformed API key' })
  return { kind: 'key', ...known, digest: await digestToken(key), at }
}
