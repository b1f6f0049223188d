import { sessionIdOf } from '../../operations.ts'
import { api, dataOf, type Session } from '../../support/client.ts'
import { newBook, newUser, password, signedIn, signIn, type TestUser } from '../../support/makers.ts'
import type { Plan } from './plans.ts'

const endedToken = async () => {
  const ended = await signIn(await newUser())
  await api.post('/users/logout', { as: ended })
  return ended.access_token
}

/**
 * What no schema could tell a request: who is signed in, what is theirs, and what earlier answers said. Requests name
 * such things, as `«book»`; each is made when it is first asked for, and anew once it is gone.
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
    'download token': async () =>
      (await dataOf(await api.post('/users/download-tokens', await asMe()))).token,
  }
  /** What stays as it is until something happens to it. */
  const lasting: typeof makers = {
    'ended token': endedToken,
    book: async () => (await newBook(await caller())).id,
    'other book': async () => (await newBook(await other)).id,
    'no book': () => crypto.randomUUID(),
    cover: async () => new URL((await newBook(await other)).image_url).pathname.split('/')[2] ?? '',
    cursor: () => btoa(JSON.stringify([1, crypto.randomUUID()])).replaceAll('=', ''),
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

  /** @returns `text` with all that it names written out */
  const write = async (text: string): Promise<string> => {
    const parts = await Promise.all(text.split(/[«»]/).map((part, i) => (i % 2 === 1 ? find(part) : part)))
    return parts.join('')
  }

  /** The session is over, or the account is, and then its books are gone. */
  const signInAgain = async () => {
    if (!me) return
    const response = await api.post('/users/login', { body: { email: me.user.email, password } })
    if (!response.ok) kept.delete('book')
    me = response.ok ? await dataOf(response) : undefined
  }

  /** Keeps what later requests may need of an answer. */
  const learn = async ({ operation, headers }: Plan, response: Response): Promise<void> => {
    const etag = operation === 'readCover' && response.headers.get('ETag')
    const bookmark = response.headers.get('X-D1-Bookmark')
    const cursor = response.headers.get('Link')?.match(/[?&]cursor=([\w-]+)/)?.[1]
    if (etag) kept.set('etag', etag)
    if (bookmark) kept.set('bookmark', bookmark)
    if (cursor) kept.set('cursor', cursor)
    if (operation === 'deleteBook' && response.ok) kept.delete('book')
    const isMine = headers.Authorization?.endsWith('«access token»')
    if (operation === 'refreshTokens' || (isMine && response.status === 401)) await signInAgain()
  }

  return { write, learn }
}

export type World = ReturnType<typeof newWorld>
