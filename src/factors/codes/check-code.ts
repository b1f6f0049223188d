import { decrypt } from '../../auth/encrypt.ts'
import { totpKeys } from '../../auth/keys.ts'
import type { Config } from '../../http/config.ts'
import { normaliseRecoveryCode, recoveryDigest } from '../recovery-codes/recovery-codes.ts'
import { digits, matchingStep } from '../totp/totp.ts'
import type { RightCode, TotpSecret } from './statements.ts'

/** The factors of a user that a code may fit. */
export interface CodeFactors {
  totp: TotpSecret
  /** Of the recovery codes that are not used yet. */
  digests: readonly string[]
}

const isTotp = (code: string): boolean => code.length === digits && /^\d+$/.test(code)

/** @returns the secret of a row, decrypted */
export const secretOf = async (config: Config, { userId, keyId, secret }: TotpSecret) =>
  decrypt(await totpKeys(config), { keyId, text: secret }, userId)

/** @returns undefined for a wrong code, and for one that was used before */
export const checkCode = async (
  config: Config,
  { totp, digests }: CodeFactors,
  typed: string,
  now: Date,
): Promise<RightCode | undefined> => {
  const { userId, lastStep } = totp
  const secret = await secretOf(config, totp)
  const code = normaliseRecoveryCode(typed)
  if (isTotp(code)) {
    const step = await matchingStep(secret, code, now, lastStep)
    return step === undefined ? undefined : { kind: 'totp', userId, step }
  }
  const digest = await recoveryDigest(secret, userId, code)
  return digests.includes(digest) ? { kind: 'recovery_code', userId, digest } : undefined
}
