// A list of texts as sorted 32-bit hashes, in 2.6 bytes a text: the texts themselves would take three times as much. Another
// text has the hash of a listed one by accident in about 3 of a million cases.

/** FNV-1a over UTF-16 units, then the finalizer of MurmurHash3. Not a secret, and no protection: only short. */
export const fingerprintOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The bits of a difference that are written as they are; the rest is written in unary (Golomb-Rice coding). */
const remainderBits = 18

/** @param texts in any order @returns base64 */
export const encodeFingerprints = (texts: Iterable<string>): string => {
  const hashes = new Set(Array.from(texts, fingerprintOf))
  const bits: number[] = []
  let last = 0
  for (const hash of [...hashes].sort((a, b) => a - b)) {
    const difference = hash - last
    for (let unary = difference >>> remainderBits; unary > 0; unary--) bits.push(1)
    bits.push(0)
    for (let bit = remainderBits - 1; bit >= 0; bit--) bits.push((difference >>> bit) & 1)
    last = hash
  }
  // Ones at the end are no whole difference.
  while (bits.length % 8 > 0) bits.push(1)
  const bytes = Array.from({ length: bits.length / 8 }, (_, byte) =>
    bits.slice(8 * byte, 8 * byte + 8).reduce((value, bit) => 2 * value + bit, 0),
  )
  return btoa(String.fromCharCode(...bytes))
}

/** @param encoded by `encodeFingerprints` @returns the hashes */
export const decodeFingerprints = (encoded: string): Set<number> => {
  const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0))
  const hashes = new Set<number>()
  let at = 0
  const next = () => ((bytes[at >>> 3] ?? 0) >>> (7 - (at++ & 7))) & 1
  for (let hash = 0; ; ) {
    let difference = 0
    while (at < 8 * bytes.length && next()) difference++
    if (at + remainderBits > 8 * bytes.length) return hashes
    for (let bit = 0; bit < remainderBits; bit++) difference = 2 * difference + next()
    hash += difference
    hashes.add(hash)
  }
}
