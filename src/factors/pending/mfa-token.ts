import { purposes } from '../../auth/purposes.ts'

const { prefix } = purposes.mfa
const randomBytes = 32

/**
 * Names a sign-in that waits for its second factor. Its last byte tells the transport that the first request asked for.
 * The digest of the whole token is stored, so a changed byte makes it invalid.
 */
export const newMfaToken = (isCookie: boolean): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(randomBytes + 1))
  bytes[randomBytes] = isCookie ? 1 : 0
  return prefix + bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** @returns whether the refresh token goes into a cookie; undefined for a malformed token */
export const isCookieToken = (token: string): boolean | undefined => {
  if (!/^bpmfa_[\w-]{44}$/.test(token)) return undefined
  const bytes = Uint8Array.fromBase64(token.slice(prefix.length), { alphabet: 'base64url' })
  return bytes[randomBytes] === 1
}
