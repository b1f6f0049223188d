import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  decoyHash,
  hashPassword,
  maxIterationsPerCall,
  needsRehash,
  verifyPassword,
} from '../../../src/auth/passwords/hash.ts'
import { computeFullHashes } from '../../support/password-hashes.ts'
import { chain, phc, stored, utf8, watch } from './pbkdf2.ts'

beforeAll(computeFullHashes)
afterEach(() => {
  vi.restoreAllMocks()
})

describe('hashPassword', () => {
  it('is a PHC string with 16 bytes of salt and 32 of hash', async () => {
    const { salt, hash } = phc.exec(await hashPassword('Correct-Horse-7', 6))?.groups ?? {}
    expect(Uint8Array.fromBase64(salt ?? '')).toHaveLength(16)
    expect(Uint8Array.fromBase64(hash ?? '')).toHaveLength(32)
  })

  it('has a new salt each time', async () => {
    expect(await hashPassword('Correct-Horse-7', 1)).not.toBe(await hashPassword('Correct-Horse-7', 1))
  })

  // The production runtime throws above 100,000 iterations in one call. The local runtime does not, so a test must.
  it('makes six calls of 100,000 iterations, each keyed by the result of the one before', async () => {
    const calls = watch()
    const made = await hashPassword('Correct-Horse-7', 6)
    const all = await calls()
    expect(all.map(({ iterations }) => iterations)).toEqual(Array(6).fill(100_000))
    expect(all.map(({ key }) => key)).toEqual([
      utf8('Correct-Horse-7'),
      ...all.slice(0, 5).map(({ result }) => result),
    ])
    expect(made.endsWith(`$${all[5]?.result.toBase64({ omitPadding: true })}`)).toBe(true)
    expect(maxIterationsPerCall).toBe(100_000)
  })

  it('equals the result of an independent computation', async () => {
    const made = await hashPassword('Correct-Horse-7', 6)
    const salt = Uint8Array.fromBase64(phc.exec(made)?.groups?.salt ?? '')
    expect(made).toBe(stored(100_000, 6, salt, await chain('Correct-Horse-7', salt, 6)))
  })
})

describe('needsRehash', () => {
  const made = (iterations: number, calls: number) =>
    stored(iterations, calls, new Uint8Array(16), new Uint8Array(32))

  it.each([
    [100_000, 6, false],
    [100_000, 5, true],
    [100_000, 7, true],
    [99_999, 6, true],
    [1, 6, true],
  ])(
    'is true unless the hash has 100,000 iterations and six calls: i=%i,c=%i → %s',
    (iterations, calls, expected) => {
      expect(needsRehash(made(iterations, calls), 6)).toBe(expected)
    },
  )

  it('throws when the stored text is not a hash', () => {
    expect(() => needsRehash('nonsense', 6)).toThrow()
  })
})

describe('decoyHash', () => {
  it('has the current parameters, and matches no password', async () => {
    expect(decoyHash(6)).toMatch(phc)
    expect(needsRehash(decoyHash(6), 6)).toBe(false)
    for (const password of ['', 'Correct-Horse-7', '\0'.repeat(32)])
      expect(await verifyPassword(password, decoyHash(1))).toBe(false)
  })
})
