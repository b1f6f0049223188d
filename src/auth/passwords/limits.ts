/** Lengths are in code points. */
export const minPasswordLength = 8
export const maxPasswordLength = 128
/** From this length on, a password needs no classes of characters: length is worth more (NIST SP 800-63B). */
export const longPasswordLength = 15
