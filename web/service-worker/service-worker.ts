// Makes the app open without a connection. It handles the page, its files and the covers, and no request of the API:
// the page decides which books are kept, see web/src/kept. An error here falls back to the network.
import { deleteOldShells, keepShell, keptAsset, keptPage, version } from './shell.ts'

declare const self: ServiceWorkerGlobalScope

/** A network that does not respond within this time counts as none, if the page is kept. */
const maxWaitMs = 4000

/** Firefox does not reject a preload that failed: it resolves it with a response of the type `error` and the status 0. */
const isUsable = ({ type, status }: Response) =>
  type === 'opaqueredirect' || (type !== 'error' && status < 500)

/** A request without a network is a TypeError, one that was aborted and a storage that fails are DOMExceptions. */
const isExpected = (error: unknown): boolean => error instanceof TypeError || error instanceof DOMException

/** The app opens in spite of any error. An error that is not expected is a fault, and the browser reports it. */
const fallBack = (error: unknown): undefined => {
  if (!isExpected(error)) reportError(error)
}

/** The deployed page where there is a network. Therefore no version stays for ever, not even with an error in it. */
const page = async ({ request, preloadResponse }: FetchEvent): Promise<Response> => {
  const deployed = Promise.resolve(preloadResponse).then(
    (preloaded: Response | undefined) => preloaded ?? fetch(request),
  )
  const kept = await keptPage().catch(fallBack)
  if (!kept) return deployed
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, maxWaitMs))
  const found = await Promise.race([deployed.catch(fallBack), late])
  return found && isUsable(found) ? found : kept
}

const asset = async ({ request }: FetchEvent): Promise<Response> =>
  (await keptAsset(request).catch(fallBack)) ?? fetch(request)

/** The page keeps thumbnails in a cache of the reader. They also take the place of larger covers. */
const cover = ({ request }: FetchEvent): Promise<Response> =>
  fetch(request).catch(async () => {
    const thumbnail = request.url.replace(/[^/]*$/, 'thumb.webp')
    return (await caches.match(thumbnail, { ignoreVary: true })) ?? Response.error()
  })

const handlerOf = ({ request }: FetchEvent) => {
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return undefined
  if (request.mode === 'navigate') return pathname === '/' ? page : undefined
  if (pathname.startsWith('/assets/')) return asset
  return pathname.startsWith('/covers/') ? cover : undefined
}

self.addEventListener('fetch', (event) => {
  const handler = handlerOf(event)
  if (handler) event.respondWith(handler(event))
})

// A new version starts at once: it has the files of the older ones for the tabs that run those.
self.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())))

const tellVersion = (client: Client) => client.postMessage({ shell: version })

self.addEventListener('activate', (event) =>
  event.waitUntil(
    (async () => {
      await self.registration.navigationPreload?.enable().catch(fallBack)
      await deleteOldShells()
      await self.clients.claim()
      for (const client of await self.clients.matchAll({ type: 'window' })) tellVersion(client)
    })(),
  ),
)

self.addEventListener('message', ({ source }) => {
  if (source instanceof Client) tellVersion(source)
})
