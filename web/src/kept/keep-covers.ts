import { withReaderCache } from './reader-cache.ts'

const maxCovers = 400

const isCover = ({ url }: Request) => new URL(url).pathname.startsWith('/covers/')

/** Removes the covers that are no longer shown. @returns those that are missing */
const missingOf = async (cache: Cache, wanted: ReadonlySet<string>): Promise<string[]> => {
  const kept = (await cache.keys()).filter(isCover)
  const old = kept.filter(({ url }) => !wanted.has(url))
  // Another list may show them soon, so they go only to make room.
  const surplus = Math.max(0, kept.length - old.length + wanted.size - maxCovers)
  await Promise.all(old.slice(0, surplus).map((request) => cache.delete(request)))
  const there = new Set(kept.map(({ url }) => url))
  return [...wanted].filter((url) => !there.has(url))
}

const coversAtOnce = 6

/** A cover that was deleted in the meantime is left out. `cache.add` would report it as an error on the console. */
const keep = async (cache: Cache, url: string): Promise<void> => {
  const response = await fetch(url)
  if (response.ok) await cache.put(url, response)
}

/**
 * Keeps thumbnails for reading without a connection. The browser's own cache has those that were shown.
 * @param isStopped asked between downloads
 */
export const keepCovers = async (urls: readonly string[], isStopped: () => boolean): Promise<void> => {
  const wanted = new Set(urls.slice(0, maxCovers))
  const missing = (await withReaderCache((cache) => missingOf(cache, wanted))) ?? []
  for (let at = 0; at < missing.length && !isStopped(); at += coversAtOnce) {
    const some = missing.slice(at, at + coversAtOnce)
    await withReaderCache((cache) => Promise.allSettled(some.map((url) => keep(cache, url))))
  }
}
