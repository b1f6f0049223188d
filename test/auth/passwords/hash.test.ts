import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  decoyHash,
  hashPassword,
  maxIterationsPerCall,
  needsRehash,
  verifyPassword,
} from '../../../src/auth/passwords/hash.ts'
import { computeFullHashes } from '../../support/password-hashes.ts'

const phc = /^\$pbkdf2-sha256\$i=100000,c=6\$(?<salt>[A-Za-z0-9+/]{22})\$(?<hash>[A-Za-z0-9+/]{43})$/

/** A stored hash, as the service writes it. */
const stored = (iterations: number, calls: number, salt: Uint8Array, hash: Uint8Array) =>
  `$pbkdf2-sha256$i=${iterations},c=${calls}$${salt.toBase64({ omitPadding: true })}$${hash.toBase64({ omitPadding: true })}`

const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text))

const importPassword = (bytes: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits'])

/** The same computation, written once more. */
const chain = async (password: string, salt: Uint8Array<ArrayBuffer>, calls: number) => {
  let bytes = utf8(password)
  for (let call = 0; call < calls; call++) {
    const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 100_000 }
    bytes = new Uint8Array(await crypto.subtle.deriveBits(parameters, await importPassword(bytes), 256))
  }
  return bytes
}

/** Watches the Web Crypto calls. @returns iterations of each derivation, its key's bytes, and what came out */
const watch = () => {
  const imported = vi.spyOn(crypto.subtle, 'importKey')
  const derived = vi.spyOn(crypto.subtle, 'deriveBits')
  return async () => {
    const keys = await Promise.all(imported.mock.results.map(({ value }) => value))
    const bytesOf = (key: unknown) =>
      new Uint8Array(imported.mock.calls[keys.indexOf(key)]?.[1] as ArrayBuffer)
    const results = await Promise.all(derived.mock.results.map(({ value }) => value as Promise<ArrayBuffer>))
    return derived.mock.calls.map(([algorithm, key], call) => ({
      iterations: (algorithm as { iterations: number }).iterations,
      key: bytesOf(key),
      result: new Uint8Array(results[call] as ArrayBuffer),
    }))
  }
}

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

  it('has a salt of its own each time', async () => {
    expect(await hashPassword('Correct-Horse-7', 1)).not.toBe(await hashPassword('Correct-Horse-7', 1))
  })

  // The production runtime throws above 100,000 iterations in one call. The local one does not, so this test does.
  it('makes six calls of 100,000 iterations, each keyed by the result of the last', async () => {
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

  it('is what an independent computation comes to', async () => {
    const made = await hashPassword('Correct-Horse-7', 6)
    const salt = Uint8Array.fromBase64(phc.exec(made)?.groups?.salt ?? '')
    expect(made).toBe(stored(100_000, 6, salt, await chain('Correct-Horse-7', salt, 6)))
  })
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

  it('agrees with the vector when its result is hashed once more', async () => {
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
    // bcrypt would stop after 72 bytes.
    [`${long}12`, `${long}1`],
    [`${long}12`, `${long}13`],
    [`${'x'.repeat(127)}1`, `${'x'.repeat(127)}2`],
    // PBKDF2 hashes passwords of more than 64 bytes first.
    ['x'.repeat(64), 'x'.repeat(65)],
    // The same to the eye only: é as one code point and as two, ｅ and e.
    ['caf\u00e9-Horse-7', 'cafe\u0301-Horse-7'],
    ['Horse-７', 'Horse-7'],
    ['\u{1f600}\u{1f601}', '\u{1f600}\u{1f602}'],
  ])('tells %j from %j', async (password, other) => {
    const made = await hashPassword(password, 1)
    expect(await verifyPassword(password, made)).toBe(true)
    expect(await verifyPassword(other, made)).toBe(false)
  })

  it('asks for no more than it may of any hash that is stored', async () => {
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

  it('throws when what is stored asks for more than the platform gives', async () => {
    const calls = watch()
    const greedy = [
      `$pbkdf2-sha256$i=100001,c=1$${salt}$${hash}`,
      `$pbkdf2-sha256$i=600000,c=1$${salt}$${hash}`,
    ]
    for (const text of greedy) await expect(verifyPassword('Correct-Horse-7', text)).rejects.toThrow()
    expect(await calls()).toEqual([])
  })

  it('does not take a password for its own hash when no call is asked for', async () => {
    const password = 'a password of 32 bytes, all told'
    const text = stored(100_000, 0, utf8('salt'), utf8(password))
    await expect(verifyPassword(password, text)).rejects.toThrow()
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
  ])('of i=%i,c=%i, where six calls are the rule: %s', (iterations, calls, expected) => {
    expect(needsRehash(made(iterations, calls), 6)).toBe(expected)
  })

  it('throws when what is stored is no hash of ours', () => {
    expect(() => needsRehash('nonsense', 6)).toThrow()
  })
})

describe('decoyHash', () => {
  it('has the parameters of today, and no password fits it', async () => {
    expect(decoyHash(6)).toMatch(phc)
    expect(needsRehash(decoyHash(6), 6)).toBe(false)
    for (const password of ['', 'Correct-Horse-7', '\0'.repeat(32)])
      expect(await verifyPassword(password, decoyHash(1))).toBe(false)
  })
})
