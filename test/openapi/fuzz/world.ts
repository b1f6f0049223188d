import { env } from 'cloudflare:workers'
import { readConfig } from '../../../src/http/config.ts'
import { previewPath } from '../../../src/lookup/preview.ts'
import { putBook } from '../../books/put-book.ts'
import { coverKeyOf } from '../../covers/stored.ts'
import { insertSyncKey, md5Of, newDevice, newDocument } from '../../koreader/device.ts'
import { sessionIdOf } from '../../request-makers.ts'
import { sharedKey } from '../../shares/sharing.ts'
import { api, dataOf, type Session } from '../../support/client.ts'
import { newUser, password, signedIn, signIn, type TestUser } from '../../support/makers.ts'
import type { Plan } from './plans.ts'

const endedToken = async () => {
  const ended = await signIn(await newUser())
  await api.post('/users/logout', { as: ended })
  return ended.access_token
}

const adminToken = async () => {
  const admin = await signedIn()
  await env.DB.prepare(`update users set role = 'admin' where email = ?`).bind(admin.user.email).run()
  return admin.access_token
}

const newReaderId = async () => (await newUser()).id

/**
 * The values that no schema knows: tokens of a user, ids of books, tags of earlier responses. Requests name them, as in
 * `«book»`. Each is made when it is first needed, and again when it no longer exists.
 */
export const newWorld = () => {
  let written = 0
  let me: (Session & { user: TestUser }) | undefined
  const other = signedIn()

  const caller = async () => {
    me ??= await signedIn()
    return me
  }
  const asMe = async () => ({ as: await caller() })

  const reportDocument = async () => {
    const document = newDocument()
    await (await newDevice((await caller()).user)).push({ document })
    return document
  }

  const makers: Record<string, () => string | Promise<string>> = {
    fresh: () => `${++written}`,
    password: () => password,
    email: async () => (await caller()).user.email,
    basic: async () => btoa(`${(await caller()).user.email}:${password}`),
    'access token': async () => (await caller()).access_token,
    'refresh token': async () => (await caller()).refresh_token,
    session: async () => sessionIdOf(await caller()),
    'other session': async () => sessionIdOf(await other),
    'other token': async () => (await other).access_token,
    'device key': async () => md5Of(await insertSyncKey((await caller()).user.id)),
    document: reportDocument,
    'download token': async () =>
      (await dataOf(await api.post('/users/download-tokens', await asMe()))).token,
  }
  /** Values that are kept until they no longer exist. */
  const lasting: typeof makers = {
    'ended token': endedToken,
    'admin token': adminToken,
    reader: newReaderId,
    book: async () => (await putBook(await caller())).id,
    'other book': async () => (await putBook(await other)).id,
    'no book': () => crypto.randomUUID(),
    cover: async () => coverKeyOf(await putBook(await other)),
    share: sharedKey,
    cursor: () => btoa(JSON.stringify([1, crypto.randomUUID()])).replaceAll('=', ''),
    seal: async () => (await previewPath(readConfig(env), 'open_library', '1001', new Date())).slice(-48),
    etag: () => '"1"',
    bookmark: () => '0000007b-0000b26e-00001538-0c3e87bb37b3db5cc52eedb93cd3b96b',
  }
  const kept = new Map<string, string>()

  const find = async (name: string): Promise<string> => {
    const [, count, character = ''] = /^(\d+) (.+)$/su.exec(name) ?? []
    if (count !== undefined) return character.repeat(Number(count))
    const value = kept.get(name) ?? (await (lasting[name] ?? makers[name])?.()) ?? name
    if (name in lasting) kept.set(name, value)
    return value
  }

  /** @returns `text` with its names replaced by values */
  const write = async (text: string): Promise<string> => {
    const parts = await Promise.all(text.split(/[«»]/).map((part, i) => (i % 2 === 1 ? find(part) : part)))
    return parts.join('')
  }

  /** The session has ended, or the account is disabled or erased, and then its books are lost. */
  const signInAgain = async () => {
    if (!me) return
    const response = await api.post('/users/login', { body: { email: me.user.email, password } })
    if (!response.ok) kept.delete('book')
    me = response.ok ? await dataOf(response) : undefined
  }

  /** Keeps the values of a response that later requests may need. */
  const learn = async ({ operation, headers }: Plan, response: Response): Promise<void> => {
    const etag = operation === 'readCover' && response.headers.get('ETag')
    const bookmark = response.headers.get('X-D1-Bookmark')
    const cursor = response.headers.get('Link')?.match(/[?&]cursor=([\w-]+)/)?.[1]
    if (etag) kept.set('etag', etag)
    if (bookmark) kept.set('bookmark', bookmark)
    if (cursor) kept.set('cursor', cursor)
    if (['deleteBook', 'writeBooks'].includes(operation) && response.ok) kept.delete('book')
    const isMine = headers.Authorization?.endsWith('«access token»')
    if (operation === 'refreshTokens' || (isMine && response.status === 401)) await signInAgain()
  }

  return { write, learn }
}

export type World = ReturnType<typeof newWorld>
