/** The files of the app's pages, written into the script by scripts/shell.mjs at each build. */
declare const SHELL: { version: string; files: readonly string[] }

const { version: built, files } = SHELL

/** The version of the app that this script belongs to. */
export const version = built

const prefix = 'bookplate:shell:'
const cacheName = prefix + version

const isPageOfThisVersion = async (cache: Cache): Promise<boolean> => {
  const page = await cache.match('/')
  return (await page?.text())?.includes(`data-shell="${version}"`) ?? false
}

const download = async (): Promise<void> => {
  const cache = await caches.open(cacheName)
  // A file of /assets/ never changes, so the browser's own cache may have it. The page must be the deployed one.
  await cache.addAll(files.map((file) => new Request(file, { cache: file === '/' ? 'reload' : 'default' })))
  if (!(await isPageOfThisVersion(cache))) throw new Error('The next version was deployed in between.')
}

/** Downloads every file of this version, or none. @throws Error when one of them fails */
export const keepShell = async (): Promise<void> => {
  const isThere = await caches.has(cacheName)
  try {
    await download()
  } catch (error) {
    if (!isThere) await caches.delete(cacheName)
    throw error
  }
}

/** @returns the page of this version; undefined when the browser has removed a file that the page may need */
export const keptPage = async (): Promise<Response | undefined> => {
  const cache = await caches.open(cacheName)
  const kept = await cache.keys()
  return kept.length < files.length ? undefined : cache.match('/')
}

/** The name of a file contains the hash of its content, so a file of any version is the right one. */
export const keptAsset = async (request: Request): Promise<Response | undefined> => {
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix)) continue
    const found = await (await caches.open(name)).match(request, { ignoreVary: true })
    if (found) return found
  }
  return undefined
}

/** Deletes the versions that no open tab runs. Each tab holds a lock with the name of its cache. */
export const deleteOldShells = async (): Promise<void> => {
  const { held = [] } = await navigator.locks.query()
  const used = new Set([cacheName, ...held.map(({ name }) => name)])
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith(prefix) && !used.has(name)).map((name) => caches.delete(name)),
  )
}
