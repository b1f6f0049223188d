import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { refreshTokenKeys } from '../../../src/auth/keys.ts'
import { readConfig } from '../../../src/http/config.ts'
import { openRefreshToken, sealRefreshToken } from '../../../src/sessions/refresh/refresh-tokens.ts'
import { decode } from '../../auth/jwts.ts'
import { signedIn } from '../../support/makers.ts'

const key = await refreshTokenKeys(readConfig(env))
const claims = { sessionId: '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b', counter: 3 }
const sealed = await sealRefreshToken(key, claims)

const prefix = 'bprt_'
const bytesOf = (token: string) =>
  Uint8Array.fromBase64(token.slice(prefix.length), { alphabet: 'base64url' })
const tokenOf = (bytes: Uint8Array) => prefix + bytes.toBase64({ alphabet: 'base64url', omitPadding: true })

describe('a refresh token', () => {
  it.each([
    ['0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b', 0],
    ['0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b', 1],
    ['ffffffff-ffff-7fff-bfff-ffffffffffff', 0xffff_ffff],
    ['00000000-0000-7000-8000-000000000000', 0x8000_0000],
  ])('contains its claims: %s, %i', async (sessionId, counter) => {
    const token = await sealRefreshToken(key, { sessionId, counter })
    expect(token).toMatch(/^bprt_[\w-]{70}$/)
    expect(await openRefreshToken(key, token)).toEqual({ sessionId, counter })
  })

  it('is the same for the same claims, so that a lost response can be repeated', async () => {
    expect(await sealRefreshToken(key, claims)).toBe(sealed)
  })

  it('differs for every session and every rotation', async () => {
    const others = await Promise.all([
      sealRefreshToken(key, { ...claims, counter: 4 }),
      sealRefreshToken(key, { ...claims, sessionId: crypto.randomUUID() }),
    ])
    expect(new Set([sealed, ...others])).toHaveLength(3)
  })

  it('of a sign-in belongs to its session, with counter 0', async () => {
    const { access_token, refresh_token } = await signedIn()
    const sessionId = decode(access_token).payload.sid
    expect(await openRefreshToken(key, refresh_token)).toEqual({ sessionId, counter: 0 })
  })
})

describe('openRefreshToken', () => {
  it('rejects a token with any one bit changed', async () => {
    const bytes = bytesOf(sealed)
    expect(bytes).toHaveLength(52)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const index = bit >> 3
      const changed = bytes.with(index, (bytes[index] ?? 0) ^ (1 << (bit & 7)))
      expect(await openRefreshToken(key, tokenOf(changed))).toBeUndefined()
    }
  })

  it('rejects a token of any other length', async () => {
    const bytes = bytesOf(sealed)
    for (let length = 0; length < bytes.length; length++)
      expect(await openRefreshToken(key, tokenOf(bytes.slice(0, length)))).toBeUndefined()
    expect(await openRefreshToken(key, tokenOf(new Uint8Array([...bytes, 0])))).toBeUndefined()
    expect(await openRefreshToken(key, tokenOf(new Uint8Array([...bytes, ...bytes])))).toBeUndefined()
  })

  it('rejects a token that another key sealed', async () => {
    const SECRET_KEY = crypto
      .getRandomValues(new Uint8Array(32))
      .toBase64({ alphabet: 'base64url', omitPadding: true })
    const other = await refreshTokenKeys(readConfig({ ...env, SECRET_KEY }))
    expect(await openRefreshToken(other, sealed)).toBeUndefined()
    expect(await openRefreshToken(key, await sealRefreshToken(other, claims))).toBeUndefined()
  })

  it('rejects the claims of one token with the seal of another', async () => {
    const other = bytesOf(await sealRefreshToken(key, { ...claims, counter: 4 }))
    const mixed = new Uint8Array([...bytesOf(sealed).slice(0, 20), ...other.slice(20)])
    expect(await openRefreshToken(key, tokenOf(mixed))).toBeUndefined()
  })

  it.each([
    '',
    'bprt_',
    'bprt',
    'garbage',
    sealed.slice(prefix.length),
    sealed.replace('bprt_', 'BPRT_'),
    sealed.replace('bprt_', 'bpat_'),
    `x${sealed}`,
    ` ${sealed}`,
    `bprt_${sealed}`,
    `bprt_${'A'.repeat(70)}`,
    `bprt_${'!'.repeat(70)}`,
    `bprt_${'é'.repeat(35)}`,
    `bprt_${'A'.repeat(100_000)}`,
    '\ud800',
  ])('rejects %j', async (token) => {
    expect(await openRefreshToken(key, token)).toBeUndefined()
  })

  it('rejects an access token', async () => {
    expect(await openRefreshToken(key, (await signedIn()).access_token)).toBeUndefined()
  })

  // Base64 can spell the same bytes in several ways. A token has one spelling.
  it.each([
    ['padding', `${sealed}==`],
    ['white space', `${sealed.slice(0, 40)} ${sealed.slice(40)}`],
    ['a line break at the end', `${sealed}\n`],
  ])('rejects a token with %s', async (_, token) => {
    expect(await openRefreshToken(key, token)).toBeUndefined()
  })

  it('rejects a token whose last character differs only in unused bits', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(sealed.at(-1) ?? '')
    for (let bits = 1; bits < 16; bits++) {
      const token = sealed.slice(0, -1) + alphabet[last ^ bits]
      expect(await openRefreshToken(key, token)).toBeUndefined()
    }
  })
})
