/** The letters of Crockford's base 32: without I, L, O and U, which people misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 80 bits: too many to try out, even with the database at hand. */
export const codeCharacters = 16
const groupCharacters = 4
export const codesPerUser = 10

/** @returns `4F7K-9QWE-…`: 16 characters of base 32, in groups of four */
const newRecoveryCode = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(codeCharacters))
  // 256 is a multiple of 32, so each character is equally likely.
  const characters = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('')
  return characters.match(new RegExp(`.{${groupCharacters}}`, 'g'))?.join('-') ?? ''
}

export const newRecoveryCodes = (): string[] => Array.from({ length: codesPerUser }, newRecoveryCode)

/** @returns the characters of a code as people type it: in any case, with or without separators, O for 0, I or L for 1 */
export const normaliseRecoveryCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[\s\-–—_.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

/**
 * The digest of a code for D1, keyed with the TOTP secret of its owner. That secret is encrypted at rest and is encrypted
 * again when SECRET_KEY rotates, so the digests never have to change, and a copy of the database reveals no code.
 * @param secret the TOTP secret, decrypted
 */
export const recoveryDigest = async (
  secret: Uint8Array<ArrayBuffer>,
  userId: string,
  code: string,
): Promise<string> => {
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const info = new TextEncoder().encode('bookplate recovery code')
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  const key = await crypto.subtle.deriveKey(hkdf, root, hmac, false, ['sign'])
  const message = new TextEncoder().encode(JSON.stringify([userId, normaliseRecoveryCode(code)]))
  const mac = await crypto.subtle.sign('HMAC', key, message)
  return new Uint8Array(mac).toBase64({ alphabet: 'base64url', omitPadding: true })
}
