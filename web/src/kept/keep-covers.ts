import { isCover, withReaderCache } from './reader-cache.ts'

const maxCovers = 400

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

/**
 * Downloads a whole cover, because the cache is closed to every other task while one writes.
 * @returns undefined for one that was deleted in the meantime
 */
const download = async (url: string): Promise<{ url: string; response: Response } | undefined> => {
  const response = await fetch(url)
  const body = await response.blob()
  return response.ok ? { url, response: new Response(body, { headers: response.headers }) } : undefined
}

/**
 * Keeps thumbnails for reading without a connection. The browser's own cache has those that were shown.
 * @param isStopped asked between downloads. True as soon as another reader is signed in
 * @param whenReady waited for before each download
 */
export const keepCovers = async (
  urls: readonly string[],
  isStopped: () => boolean,
  whenReady: () => Promise<void>,
): Promise<void> => {
  const wanted = new Set(urls.slice(0, maxCovers))
  const missing = (await withReaderCache((cache) => missingOf(cache, wanted))) ?? []
  for (let at = 0; at < missing.length; at += coversAtOnce) {
    await whenReady()
    if (isStopped()) return
    // Those that fail are missing the next time too.
    const found = await Promise.allSettled(missing.slice(at, at + coversAtOnce).map(download))
    // Another reader may have signed in.
    if (isStopped()) return
    const covers = found.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []))
    const kept = await withReaderCache((cache) =>
      Promise.all(covers.map(({ url, response }) => cache.put(url, response))),
    )
    // The storage is full, so more downloads would be in vain.
    if (!kept) return
  }
}
