const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** @returns `bytes` in base 32 (RFC 4648, section 6) without padding, as authenticator apps take it */
export const toBase32 = (bytes: Uint8Array): string => {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(value >>> bits) & 31]
    }
    value &= 31
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}
