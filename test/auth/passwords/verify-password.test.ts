import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { decoyHash, hashPassword, verifyPassword } from '../../../src/auth/passwords/hash.ts'
import { computeFullHashes } from '../../support/password-hashes.ts'
import { importPassword, stored, utf8, watch } from './pbkdf2.ts'

beforeAll(computeFullHashes)
afterEach(() => {
  vi.restoreAllMocks()
})

describe('verifyPassword', () => {
  // RFC 7914, section 11: the first 32 of 64 bytes, which are PBKDF2's first block.
  it.each([
    ['passwd', 'salt', 1, '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc'],
    ['Password', 'NaCl', 80_000, '4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56'],
  ])('agrees with the published vector of %s', async (password, salt, iterations, hex) => {
    const known = stored(iterations, 1, utf8(salt), Uint8Array.fromHex(hex))
    expect(await verifyPassword(password, known)).toBe(true)
    expect(await verifyPassword(`${password}!`, known)).toBe(false)
  })

  it('agrees with the published vector for two chained calls', async () => {
    const first = Uint8Array.fromHex('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc')
    const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: utf8('salt'), iterations: 1 }
    const second = await crypto.subtle.deriveBits(parameters, await importPassword(first), 256)
    expect(await verifyPassword('passwd', stored(1, 2, utf8('salt'), new Uint8Array(second)))).toBe(true)
  })

  const long = 'x'.repeat(71)

  it.each([
    ['Correct-Horse-7', 'correct-Horse-7'],
    ['Correct-Horse-7', 'Correct-Horse-7 '],
    ['Correct-Horse-7', ' Correct-Horse-7'],
    ['Correct-Horse-7', 'Correct-Horse-'],
    ['Correct-Horse-7', ''],
    // bcrypt ignores what follows the first 72 bytes.
    [`${long}12`, `${long}1`],
    [`${long}12`, `${long}13`],
    [`${'x'.repeat(127)}1`, `${'x'.repeat(127)}2`],
    // PBKDF2 hashes passwords of more than 64 bytes first.
    ['x'.repeat(64), 'x'.repeat(65)],
    // They look alike: é as one code point and as two, ７ and 7.
    ['caf\u00e9-Horse-7', 'cafe\u0301-Horse-7'],
    ['Horse-７', 'Horse-7'],
    ['\u{1f600}\u{1f601}', '\u{1f600}\u{1f602}'],
  ])('distinguishes %j from %j', async (password, other) => {
    const made = await hashPassword(password, 1)
    expect(await verifyPassword(password, made)).toBe(true)
    expect(await verifyPassword(other, made)).toBe(false)
  })

  it('makes calls of 100,000 iterations for a stored hash', async () => {
    const calls = watch()
    await verifyPassword('Correct-Horse-7', decoyHash(6))
    expect((await calls()).map(({ iterations }) => iterations)).toEqual(Array(6).fill(100_000))
  })

  const salt = 'c2FsdHNhbHRzYWx0c2FsdA'
  const hash = 'A'.repeat(43)

  it.each([
    '',
    'Correct-Horse-7',
    '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW',
    '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA',
    `$pbkdf2-sha512$i=100000,c=6$${salt}$${hash}`,
    `$pbkdf2-sha256$i=100000$${salt}$${hash}`,
    `$pbkdf2-sha256$c=6,i=100000$${salt}$${hash}`,
    `$pbkdf2-sha256$i=0,c=6$${salt}$${hash}`,
    `$pbkdf2-sha256$i=-1,c=6$${salt}$${hash}`,
    `$pbkdf2-sha256$i=1e5,c=6$${salt}$${hash}`,
    `$pbkdf2-sha256$i=100000,c=0$${salt}$${hash}`,
    `$pbkdf2-sha256$i=100000,c=6$$${hash}`,
    `$pbkdf2-sha256$i=100000,c=6$${salt}$`,
    `$pbkdf2-sha256$i=100000,c=6$${salt}$${hash}$`,
    `$pbkdf2-sha256$i=100000,c=6$${salt}$${hash}\n`,
    ` $pbkdf2-sha256$i=100000,c=6$${salt}$${hash}`,
    `$pbkdf2-sha256$i=100000,c=1$${salt}$${hash.slice(0, 20)}`,
    `$pbkdf2-sha256$i=100000,c=1$${salt}$${hash}AAAA`,
  ])('throws when %j is stored', async (text) => {
    await expect(verifyPassword('Correct-Horse-7', text)).rejects.toThrow()
  })

  it('throws when the stored hash needs more iterations in one call than the platform allows', async () => {
    const calls = watch()
    const greedy = [
      `$pbkdf2-sha256$i=100001,c=1$${salt}$${hash}`,
      `$pbkdf2-sha256$i=600000,c=1$${salt}$${hash}`,
    ]
    for (const text of greedy) await expect(verifyPassword('Correct-Horse-7', text)).rejects.toThrow()
    expect(await calls()).toEqual([])
  })

  it('throws for a stored hash of zero calls, whose result would be the password', async () => {
    const password = 'a password of 32 bytes, all told'
    const text = stored(100_000, 0, utf8('salt'), utf8(password))
    await expect(verifyPassword(password, text)).rejects.toThrow()
  })
})
