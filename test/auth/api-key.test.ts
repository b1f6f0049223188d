import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginningOf, isApiKey, makeApiKey, newSecret, readApiKey } from '../../src/auth/api-key.ts'
import { crc32 } from '../../src/auth/crc32.ts'

const userId = '01a201a2-0627-7853-a9c5-25331c49f0df'
const secret = Uint8Array.from({ length: 20 }, (_, at) => at + 1)
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

describe('CRC-32', () => {
  it.each([
    ['', 0],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j is the published one', (text, sum) => {
    expect(crc32(text)).toBe(sum)
  })
})

describe('an API key', () => {
  it('has one form for ever: scanners and stored digests depend on it', () => {
    expect(makeApiKey(userId, secret)).toBe('bpak_017SyR2HeQqfOYQaaT7Jv5BxBid579J7aVAha1Q2GKtwsIw2h2RrwgJ')
  })

  it('names its user, and its secret makes it unique', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    fc.assert(
      fc.property(fc.uuid(), bytes(20), bytes(20), (user, one, other) => {
        const key = makeApiKey(user, one)
        expect(key).toMatch(/^bpak_[0-9A-Za-z]{55}$/)
        expect(readApiKey(key)).toEqual({ userId: user })
        expect(makeApiKey(user, other) === key).toBe(one.toHex() === other.toHex())
      }),
    )
  })

  it('is malformed with any other character at any place', () => {
    const key = makeApiKey(userId, secret)
    for (let at = 'bpak_'.length; at < key.length; at++) {
      const other = digits[(digits.indexOf(key.charAt(at)) + 1) % digits.length]
      expect(readApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBeUndefined()
    }
  })

  it.each([
    '',
    'bpak_',
    makeApiKey(userId, secret).slice(0, -1),
    `${makeApiKey(userId, secret)}0`,
    `${makeApiKey(userId, secret)}\n`,
    makeApiKey(userId, secret).replace('bpak_', 'BPAK_'),
    makeApiKey(userId, secret).replace('bpak_', 'bprt_'),
    // Its checksum is right, and its number is larger than 36 bytes.
    `bpak_${'z'.repeat(49)}${[...'zzzzzz'].map(() => '0').join('')}`,
  ])('is malformed: %j', (key) => {
    expect(readApiKey(key)).toBeUndefined()
  })

  it('is known by its beginning, which reveals little of its secret', () => {
    const [one, other] = [makeApiKey(userId, newSecret()), makeApiKey(userId, newSecret())]
    expect(beginningOf(one)).toMatch(/^bpak_\w{6}$/)
    expect(beginningOf(one)).not.toBe(beginningOf(other))
    expect([one, 'eyJhbGciOiJFZERTQSJ9.e30.AAAA'].map(isApiKey)).toEqual([true, false])
  })
})
