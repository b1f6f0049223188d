import { seal, unseal } from '../../auth/seal.ts'

const idBytes = 16

/**
 * A device that signed in once is marked, so that its owner can go on signing in there while a stranger's guesses
 * elsewhere have slowed the address down. The mark opens nothing, it only has a counter of its own.
 * @returns 16 random bytes, sealed for this address
 */
export const markDevice = (key: CryptoKey, email: string): Promise<string> =>
  seal(key, crypto.getRandomValues(new Uint8Array(idBytes)), email)

/** @returns whether `mark` is one that `markDevice` made for this address */
export const isMarkedDevice = async (key: CryptoKey, email: string, mark: string): Promise<boolean> =>
  (await unseal(key, mark, idBytes, email)) !== undefined
