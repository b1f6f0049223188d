import { createHash } from 'node:crypto'

/** @param {Uint8Array} bytes @returns {string} SHA-256 in hexadecimal digits */
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
