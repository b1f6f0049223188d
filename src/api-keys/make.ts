import { uuidv7 } from 'uuidv7'
import { beginningOf, makeApiKey, newSecret } from '../auth/api-key.ts'
import { digestToken } from '../auth/random-tokens.ts'
import type { Scope } from '../auth/scopes.ts'
import type { ApiKey } from './schema.ts'

const dayMs = 24 * 60 * 60 * 1000

/** @returns the MD5 of a key in hex: KOReader sends it in the place of a password */
const deviceForm = async (key: string): Promise<string> => {
  const md5 = await crypto.subtle.digest('MD5', new TextEncoder().encode(key))
  return new Uint8Array(md5).toHex()
}

interface Wish {
  userId: string
  name: string
  scopes: Scope[]
  days: number
}

/** @returns a new key, and its row, which does not contain it */
export const newKey = async ({ userId, name, scopes, days }: Wish, now: Date) => {
  const key = makeApiKey(userId, newSecret())
  const row: ApiKey = {
    id: uuidv7(),
    userId,
    name,
    scopes,
    prefix: beginningOf(key),
    digest: await digestToken(key),
    deviceDigest: scopes.includes('sync') ? await digestToken(await deviceForm(key)) : null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + days * dayMs),
    lastUsedAt: null,
  }
  return { key, row }
}
