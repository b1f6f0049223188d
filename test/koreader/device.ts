import { env } from 'cloudflare:workers'
import { digestToken } from '../../src/auth/random-tokens.ts'
import { maxDocuments } from '../../src/koreader/limits.ts'
import { insertKey } from '../support/api-keys.ts'
import { api } from '../support/client.ts'
import { hide } from '../support/logs.ts'
import type { TestUser } from '../support/makers.ts'

export const md5Of = async (text: string): Promise<string> =>
  new Uint8Array(await crypto.subtle.digest('MD5', new TextEncoder().encode(text))).toHex()

/** Adds a key of the scope `sync` to an account, without its route. @returns the key */
export const insertSyncKey = async (userId: string, { expiresInMs = 86_400_000 } = {}): Promise<string> => {
  const key = await insertKey(userId, ['sync'], { expiresAt: Date.now() + expiresInMs })
  const md5 = await md5Of(key)
  hide(key, md5)
  await env.DB.prepare('update api_keys set device_digest = ? where digest = ?')
    .bind(await digestToken(md5), await digestToken(key))
    .run()
  return key
}

export const newDocument = () => crypto.randomUUID().replaceAll('-', '')

// As Spore sends it: the middleware of the plugin sets `accept` after that of JSON.
const accept = { accept: 'application/vnd.koreader.v1+json' }
const jsonBody = { ...accept, 'content-type': 'application/json' }

export interface Reported {
  document: unknown
  [more: string]: unknown
}

/** The calls of KOReader's plugin, as its source sends them. */
export const deviceOf = (userName: string, md5: string, model = 'Kobo_nova') => {
  const deviceId = newDocument().toUpperCase()
  const auth = { 'x-auth-user': userName, 'x-auth-key': md5 }
  return {
    deviceId,
    auth,
    register: () =>
      api.post('/koreader/users/create', {
        body: JSON.stringify({ username: userName, password: md5 }),
        headers: jsonBody,
      }),
    authorize: () => api.get('/koreader/users/auth', { headers: { ...accept, ...auth } }),
    push: (reported: Reported) =>
      api.put('/koreader/syncs/progress', {
        body: JSON.stringify({
          progress: '/body/DocFragment[3]/body/p[7]/text().0',
          percentage: 0.1,
          device: model,
          device_id: deviceId,
          ...reported,
        }),
        headers: { ...jsonBody, ...auth },
      }),
    pull: (document: string) =>
      api.get(`/koreader/syncs/progress/${encodeURIComponent(document)}`, {
        headers: { ...accept, ...auth },
      }),
  }
}

/** @returns a device with a new key of the user */
export const newDevice = async ({ id, email }: TestUser, model?: string) =>
  deviceOf(email, await md5Of(await insertSyncKey(id)), model)

/** Gives a reader as many documents as a reader can have, less some. */
export const fillDocuments = async (userId: string, room = 0): Promise<void> => {
  await env.DB.prepare(
    `with recursive n(i) as (select 0 union all select i + 1 from n where i < ?)
     insert into koreader_documents (user_id, document, progress, percentage, device, device_id, synced_at)
     select ?, printf('d%05d', i), '1', 0.1, 'Kobo', '', 1 from n`,
  )
    .bind(maxDocuments - room - 1, userId)
    .run()
}
