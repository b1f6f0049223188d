import type { MacKeys } from '../../auth/keys.ts'
import { seal, unseal } from '../../auth/seal.ts'

const idBytes = 16

/**
 * The mark of a device that has signed in. Its owner can still sign in there after a stranger's attempts elsewhere have
 * slowed the email down. The mark grants no access: it only has a counter of its own.
 * @returns 16 random bytes, sealed for this email
 */
export const markDevice = (keys: MacKeys, email: string): Promise<string> =>
  seal(keys, crypto.getRandomValues(new Uint8Array(idBytes)), email)

/** @returns whether `markDevice` made `mark` for this email */
export const isMarkedDevice = async (keys: MacKeys, email: string, mark: string): Promise<boolean> =>
  (await unseal(keys, mark, idBytes, email)) !== undefined
