const polynomial = 0xedb88320

/** The remainder of one byte. */
const remainder = (byte: number): number => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1
  return rest
}

/** @returns the CRC-32 of ASCII text, as in zlib and PNG (ISO 3309), unsigned */
export const crc32 = (text: string): number => {
  let crc = 0xffffffff
  for (const byte of new TextEncoder().encode(text)) crc = (crc >>> 8) ^ remainder((crc ^ byte) & 0xff)
  return (crc ^ 0xffffffff) >>> 0
}
