/** Waits until the service worker of the page has kept the app. */
export const waitUntilKept = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active.state !== 'activated')
      await new Promise((resolve) => active.addEventListener('statechange', resolve))
  })

/** The addresses and texts in all caches of readers. */
export const keptOfReaders = (page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('bookplate:reader:'))
    const entries = names.map(async (name) => {
      const cache = await caches.open(name)
      return Promise.all(
        (await cache.keys()).map(async ({ url }) => `${url} ${await (await cache.match(url)).text()}`),
      )
    })
    return (await Promise.all(entries)).flat()
  })
