import { afterEach, describe, expect, it, vi } from 'vitest'
import { importTokenKeys, signAccessToken } from '../../src/auth/access-tokens.ts'
import { purposes } from '../../src/auth/purposes.ts'
import { rememberedTokens, verifyTokenOnce } from '../../src/auth/verified-tokens.ts'
import { decode, newJwk, sign } from './jwts.ts'

const realm = { issuer: 'https://books.example', audience: 'https://books.example' }
const claims = { userId: 'some user', sessionId: 'some session' }
const start = new Date('2026-11-26T12:00:00Z')
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const { ttlSeconds } = purposes.access

const setUp = async (kid = 'k') => {
  const jwk = await newJwk(kid)
  const keys = await importTokenKeys([jwk])
  return { jwk, keys, token: await signAccessToken(keys, realm, claims, start) }
}

const kindOf = async (...args: Parameters<typeof verifyTokenOnce>) => (await verifyTokenOnce(...args)).kind

afterEach(() => {
  vi.restoreAllMocks()
})

describe('a token that was verified before', () => {
  it('gives the same claims without another signature check', async () => {
    const { keys, token } = await setUp()
    const first = await verifyTokenOnce(keys, realm, token, start)
    const verify = vi.spyOn(crypto.subtle, 'verify')
    expect(await verifyTokenOnce(keys, realm, token, later(1))).toMatchObject({ kind: 'valid', claims })
    expect(first).toMatchObject({ kind: 'valid', claims })
    expect(verify).not.toHaveBeenCalled()
  })

  it('expires, and is then no longer remembered', async () => {
    const { keys, token } = await setUp()
    await verifyTokenOnce(keys, realm, token, start)
    expect(await kindOf(keys, realm, token, later(ttlSeconds + 4))).toBe('valid')
    expect(await kindOf(keys, realm, token, later(ttlSeconds + 5))).toBe('invalid')
    expect(rememberedTokens(keys)).toBe(0)
  })

  it('is invalid before its nbf, though it was verified after it', async () => {
    const { keys, token } = await setUp()
    await verifyTokenOnce(keys, realm, token, start)
    expect(await kindOf(keys, realm, token, later(-6))).toBe('invalid')
  })

  it('is verified again for another issuer or audience', async () => {
    const { keys, token } = await setUp()
    await verifyTokenOnce(keys, realm, token, start)
    const elsewhere = 'https://evil.example'
    expect(await kindOf(keys, { ...realm, issuer: elsewhere }, token, start)).toBe('invalid')
    expect(await kindOf(keys, { ...realm, audience: elsewhere }, token, start)).toBe('invalid')
  })

  it('is invalid after a rotation that removed its key', async () => {
    const { keys, token } = await setUp()
    await verifyTokenOnce(keys, realm, token, start)
    const { keys: rotated } = await setUp('next')
    expect(await kindOf(rotated, realm, token, start)).toBe('invalid')
  })

  it('does not make a tampered token valid', async () => {
    const { jwk, keys, token } = await setUp()
    await verifyTokenOnce(keys, realm, token, start)
    const [header = '', payload = '', signature = ''] = token.split('.')
    const own = decode(token)
    const forged = (await sign(own.header, { ...own.payload, sub: 'another user' }, jwk)).split('.')[1]
    for (const tampered of [
      `${header}.${forged}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${header}.${payload}.`,
      token.slice(0, -1),
    ])
      expect(await kindOf(keys, realm, tampered, start), tampered).toBe('invalid')
    expect(rememberedTokens(keys)).toBe(1)
  })

  it('replaces the oldest, once a thousand are remembered', async () => {
    const { keys, token } = await setUp()
    await verifyTokenOnce(keys, realm, token, start)
    const more = await Promise.all(
      Array.from({ length: 1000 }, () => signAccessToken(keys, realm, claims, start)),
    )
    for (const one of more) await verifyTokenOnce(keys, realm, one, start)
    expect(rememberedTokens(keys)).toBe(1000)
    const verify = vi.spyOn(crypto.subtle, 'verify')
    await verifyTokenOnce(keys, realm, more.at(-1) ?? '', start)
    expect(verify).not.toHaveBeenCalled()
    await verifyTokenOnce(keys, realm, token, start)
    expect(verify).toHaveBeenCalledOnce()
  })
})
