import { env } from 'cloudflare:workers'
import { beginningOf, makeApiKey, newSecret } from '../../src/auth/api-key.ts'
import { digestToken } from '../../src/auth/random-tokens.ts'
import type { Scope } from '../../src/auth/scopes.ts'
import { api, dataOf, type Session } from './client.ts'
import { hide } from './logs.ts'
import { password } from './makers.ts'

/** @returns a key of the user that D1 does not know */
export const forgedKey = (userId: string): string => makeApiKey(userId, newSecret())

/** Stores a key without its route. @returns the key */
export const insertKey = async (
  userId: string,
  scopes: Scope[],
  { expiresAt = Date.now() + 60_000, key = forgedKey(userId) } = {},
): Promise<string> => {
  const insert = env.DB.prepare(
    `insert into api_keys (id, user_id, name, scopes, prefix, digest, created_at, expires_at)
     values (?, ?, 'A program', ?, ?, ?, ?, ?)`,
  )
  const digest = await digestToken(key)
  await insert
    .bind(
      crypto.randomUUID(),
      userId,
      JSON.stringify(scopes),
      beginningOf(key),
      digest,
      Date.now(),
      expiresAt,
    )
    .run()
  return key
}

/** A key in the place of an access token. */
export const asKey = (key: string): Session => ({ access_token: key, refresh_token: '' })

/** @returns the row of a key in D1 */
export const storedKey = async (key: string) =>
  env.DB.prepare('select * from api_keys where digest = ?')
    .bind(await digestToken(key))
    .first<Record<string, unknown>>()

/** The body of a request for a key, without proof. */
export const apiKeyWish = { name: 'A program', scopes: ['books:read'], expires_in_days: 30 }

/** Makes a key by its route. @returns the `data` of the response */
export const makeKey = async (as: Session, fields: object = {}) => {
  const body = { ...apiKeyWish, proof: { password }, ...fields }
  const made = await dataOf(await api.post('/users/api-keys', { as, body }))
  hide(made.key)
  return made
}
