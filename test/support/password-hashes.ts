const { subtle } = crypto
const { deriveBits } = Object.getPrototypeOf(subtle) as SubtleCrypto

/**
 * Makes PBKDF2 compute one iteration instead of 100,000. A password hash would cost 30 ms of CPU, and the tests make
 * thousands. A stored hash still names 100,000.
 */
export const computeCheapHashes = (): void => {
  subtle.deriveBits = (algorithm, key, length) => {
    const asked = typeof algorithm === 'string' ? { name: algorithm } : algorithm
    const cheap = asked.name === 'PBKDF2' ? { ...asked, iterations: 1 } : asked
    return deriveBits.call(subtle, cheap, key, length)
  }
}

/** For tests of the hash itself. The next test file starts with cheap hashes again. */
export const computeFullHashes = (): void => {
  subtle.deriveBits = deriveBits
}
