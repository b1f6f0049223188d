import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newKey } from '../../src/api-keys/make.ts'
import { digestToken } from '../../src/auth/random-tokens.ts'

const now = new Date('2026-11-27T12:00:00.000Z')
const wish = { userId: '01a201a2-0627-7853-a9c5-25331c49f0df', name: 'A program', days: 90 }

describe('a new key', () => {
  it('ends after its days, and its row knows digests alone', async () => {
    const { key, row } = await newKey({ ...wish, scopes: ['books:read'] }, now)
    expect(row).toMatchObject({ userId: wish.userId, createdAt: now, lastUsedAt: null, deviceDigest: null })
    expect(row.expiresAt).toEqual(new Date('2027-02-25T12:00:00.000Z'))
    expect(row.digest).toBe(await digestToken(key))
    expect(JSON.stringify(row)).not.toContain(key.slice(row.prefix.length))
  })

  it('of an e-reader has the digest of the MD5 that the device sends', async () => {
    const { key, row } = await newKey({ ...wish, scopes: ['sync'] }, now)
    expect(row.deviceDigest).toBe(await digestToken(createHash('md5').update(key).digest('hex')))
  })
})
