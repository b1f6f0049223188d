import type { User } from 'bookplate/client'

// One cache for each reader, so that one call removes everything that is kept of a reader, in every tab at once.
const prefix = 'bookplate:reader:'
const nameOf = (readerId: string) => prefix + readerId
const address = (path: string) => `/kept/${path}`

/** The reader who is signed in. */
let current: string | undefined

let queue: Promise<unknown> = Promise.resolve()

/** Runs one task after the other, so that nothing is written after it was erased. A browser without caches keeps nothing. */
const inTurn = async <T>(task: (all: CacheStorage) => Promise<T>): Promise<T | undefined> => {
  if (!('caches' in globalThis)) return undefined
  const done = queue.then(() => task(caches))
  queue = Promise.allSettled([done])
  try {
    return await done
  } catch (error) {
    // The page works without what is kept: the storage may be full, or damaged.
    if (!(error instanceof DOMException)) reportError(error)
    return undefined
  }
}

export const isCover = ({ url }: Request): boolean => new URL(url).pathname.startsWith('/covers/')

const readJson = async <T>(cache: Cache, path: string): Promise<T | undefined> =>
  (await cache.match(address(path)))?.json() as Promise<T | undefined>

const writeJson = (cache: Cache, path: string, value: unknown) =>
  cache.put(address(path), new Response(JSON.stringify(value)))

const eraseAllBut = async (all: CacheStorage, readerId: string | undefined) => {
  const names = (await all.keys()).filter((name) => name.startsWith(prefix))
  const others = readerId === undefined ? names : names.filter((name) => name !== nameOf(readerId))
  await Promise.all(others.map((name) => all.delete(name)))
}

/** Erases what is kept of every other reader. @param reader undefined when no reader is signed in: erases everything */
export const changeReader = (reader: User | undefined): Promise<unknown> => {
  current = reader?.id
  return inTurn(async (all) => {
    await eraseAllBut(all, reader?.id)
    if (reader && reader.id === current) await writeJson(await all.open(nameOf(reader.id)), 'reader', reader)
  })
}

/** @returns the reader of whom something is kept. There is at most one, and that one is `current` from now on. */
export const keptReader = (): Promise<User | undefined> =>
  inTurn(async (all) => {
    const [name, ...others] = (await all.keys()).filter((one) => one.startsWith(prefix))
    if (name === undefined || others.length > 0) return undefined
    const reader = await readJson<User>(await all.open(name), 'reader')
    if (reader) current ??= reader.id
    return reader
  })

/** Changes the cache of the reader who was signed in at the call, unless that reader has left in the meantime. */
export const withReaderCache = <T>(task: (cache: Cache) => Promise<T>): Promise<T | undefined> => {
  const readerId = current
  return inTurn(async (all) =>
    readerId === undefined || readerId !== current ? undefined : task(await all.open(nameOf(readerId))),
  )
}

const isFull = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError'

/** Books are worth more than their covers. */
const makeRoom = async (cache: Cache) => {
  const covers = (await cache.keys()).filter(isCover)
  await Promise.all(covers.map((request) => cache.delete(request)))
}

/** Keeps a value, and at most `max` of the same kind. @returns whether it is kept; if not, the earlier value stays */
export const keep = async (kind: string, id: string, value: unknown, max: number): Promise<boolean> => {
  const isKept = await withReaderCache(async (cache) => {
    // A value that is written again becomes the last one.
    const write = () => writeJson(cache, `${kind}/${encodeURIComponent(id)}`, value)
    await write().catch(async (error) => {
      if (!isFull(error)) throw error
      await makeRoom(cache)
      await write()
    })
    const kept = (await cache.keys()).filter(({ url }) =>
      new URL(url).pathname.startsWith(address(`${kind}/`)),
    )
    await Promise.all(kept.slice(0, Math.max(0, kept.length - max)).map((request) => cache.delete(request)))
    return true
  })
  return isKept === true
}

/** @returns what `keep` was called with; undefined when nothing is kept */
export const findKept = <T>(kind: string, id: string): Promise<T | undefined> =>
  withReaderCache((cache) => readJson<T>(cache, `${kind}/${encodeURIComponent(id)}`))
