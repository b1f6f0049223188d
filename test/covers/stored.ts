import { env } from 'cloudflare:workers'
import type { TestBook } from '../support/makers.ts'

/** The keys of all objects in the bucket, or of those that begin with `prefix`, in order. */
export const objectKeys = async (prefix = ''): Promise<string[]> => {
  const keys: string[] = []
  let cursor: string | undefined
  do {
    const listed = await env.COVERS.list({ prefix, ...(cursor !== undefined && { cursor }) })
    keys.push(...listed.objects.map(({ key }) => key))
    cursor = listed.truncated ? listed.cursor : undefined
  } while (cursor !== undefined)
  return keys.sort()
}

export const filesOfKey = (key: string): string[] =>
  ['cover', 'shelf', 'thumb'].map((name) => `${key}/${name}.webp`)

/** The key in the URLs of a book's cover. */
export const coverKeyOf = (book: TestBook): string => new URL(book.image_url).pathname.split('/')[2] ?? ''

/** The keys of a book's objects. */
export const filesOf = (book: TestBook): string[] => filesOfKey(coverKeyOf(book))

/** The keys of the objects that books own, in order: the books of one user, or all books. */
export const ownedKeys = async (userId?: string): Promise<string[]> => {
  const { results } = await env.DB.prepare(
    'select cover_key from books where cover_key is not null and user_id = coalesce(?, user_id)',
  )
    .bind(userId ?? null)
    .all<{ cover_key: string }>()
  return results.flatMap(({ cover_key }) => filesOfKey(cover_key)).sort()
}

/** A file of a cover as it is in the bucket. */
export const storedFile = async (key: string, name: string) => {
  const object = await env.COVERS.get(`${key}/${name}`)
  if (!object) throw new Error(`${name} does not exist`)
  return { etag: object.httpEtag, bytes: new Uint8Array(await object.arrayBuffer()) }
}

export const bytesOf = async (response: Response): Promise<Uint8Array> =>
  new Uint8Array(await response.arrayBuffer())
