import * as z from 'zod'
import { scopes } from '../auth/scopes.ts'
import type { apiKeys } from '../db/schema.ts'
import { proofInput } from '../factors/proof/schema.ts'
import { id, idParameter, instant, wholeNumber } from '../http/fields.ts'
import { trimmedText } from '../http/text.ts'
import { maxApiKeyDays, maxApiKeyNameLength } from './limits.ts'

const scope = z
  .enum(scopes)
  .describe(
    '`books:read`: read books, lists, statistics, exports and lookups. `books:write`: add, change, delete and import ' +
      'books. `profile:read`: `GET /users`. `sync`: e-readers, with no other scope.',
  )

const isScopeSet = (list: readonly string[]) => new Set(list).size === list.length
const hasLonelySync = (list: readonly string[]) => !list.includes('sync') || list.length === 1

export const apiKeyParameters = z.object({ id: idParameter })

export const newApiKeyInput = z.strictObject({
  name: trimmedText({ min: 1, max: maxApiKeyNameLength }).meta({
    description: 'The program that gets the key. White space at the ends is removed.',
    examples: ['Reading status on my web page'],
  }),
  scopes: z
    .array(scope)
    .min(1)
    .max(scopes.length)
    .refine(isScopeSet, 'Must name each scope once.')
    .refine(hasLonelySync, 'The scope sync must stand alone.')
    .meta({ description: 'What the key may do.', examples: [['books:read']], uniqueItems: true }),
  expires_in_days: wholeNumber(1, maxApiKeyDays).meta({
    description: 'The key ends after this many days.',
    examples: [90],
  }),
  proof: proofInput.optional(),
})

const shownKey = {
  id,
  name: z
    .string()
    .max(2 * maxApiKeyNameLength)
    .describe('The name, for people.'),
  scopes: z.array(scope).max(scopes.length).describe('What the key may do.'),
  prefix: z.string().max(20).describe('The beginning of the key, to recognise it.'),
  created_at: instant.describe('When the key was made.'),
  expires_at: instant.describe('When the key ends.'),
}

const exampleKey = {
  id: '0190a1b2-3333-7e5f-8a6b-7c8d9e0f1a2b',
  name: 'Reading status on my web page',
  scopes: ['books:read' as const],
  prefix: 'bpak_3fK9xQ',
  created_at: '2026-11-22T08:00:00.000Z',
  expires_at: '2027-02-20T08:00:00.000Z',
}

export const presentedApiKey = z
  .object({
    ...shownKey,
    last_used_at: instant
      .nullable()
      .describe('When the key was last used: the beginning of the hour; null for never.'),
  })
  .meta({ id: 'ApiKey', examples: [{ ...exampleKey, last_used_at: null }] })

export const newApiKey = z
  .object({
    ...shownKey,
    key: z.string().max(100).describe('The key. It is shown once, in this response.'),
  })
  .meta({
    id: 'NewApiKey',
    examples: [{ ...exampleKey, key: `bpak_3fK9xQ${'0'.repeat(49)}` }],
  })

export type ApiKey = typeof apiKeys.$inferSelect

const present = (key: ApiKey): Omit<z.output<typeof newApiKey>, 'key'> => ({
  id: key.id,
  name: key.name,
  scopes: z.array(scope).parse(key.scopes),
  prefix: key.prefix,
  created_at: key.createdAt.toISOString(),
  expires_at: key.expiresAt.toISOString(),
})

/** A key in a response. A new column stays private until it is named here. */
export const presentApiKey = (key: ApiKey): z.output<typeof presentedApiKey> => ({
  ...present(key),
  last_used_at: key.lastUsedAt?.toISOString() ?? null,
})

export const presentNewApiKey = (row: ApiKey, key: string): z.output<typeof newApiKey> => ({
  ...present(row),
  key,
})
