import { deployNext, installedTest, installNext, openInstalled } from './support/installed.mjs'
import { expect } from './support/test.mjs'

installedTest(
  'a new version offers itself, and an open tab keeps its files',
  async ({ page, reader, proxy }) => {
    await openInstalled(page, reader)
    const { dropped, version } = await deployNext(proxy)
    for (const path of dropped) proxy.files.set(path, null)
    await installNext(page)
    const offer = page.getByRole('status').filter({ hasText: 'A new version is ready.' })
    await offer.waitFor()
    await page.getByRole('link', { name: 'Account' }).click()
    await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset.shell)).toBe(version)

    for (const path of dropped) proxy.files.delete(path)
    await offer.getByRole('button', { name: 'Reload' }).click()
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.shell)).toBe('next-version')
    await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
    expect(await offer.count()).toBe(0)
  },
)

/** @returns the last state of the version that `update` finds */
const outcomeOfUpdate = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const { promise, resolve } = Promise.withResolvers()
    registration.addEventListener('updatefound', () => {
      const { installing } = registration
      installing.addEventListener('statechange', () => {
        if (['activated', 'redundant'].includes(installing.state)) resolve(installing.state)
      })
    })
    await registration.update()
    return promise
  })

installedTest('a version with a missing file is not installed', async ({ page, reader, proxy }) => {
  await openInstalled(page, reader)
  const { version } = await deployNext(proxy)
  proxy.files.set('/favicon.svg', null)
  expect(await outcomeOfUpdate(page)).toBe('redundant')
  const names = await page.evaluate(() => caches.keys())
  expect(names.filter((name) => name.startsWith('bookplate:shell:'))).toEqual([`bookplate:shell:${version}`])
})

for (const [state, file] of [
  ['missing', null],
  ['broken', 'throw new Error("broken")'],
]) {
  installedTest(
    `a service worker whose file is ${state} removes itself`,
    async ({ page, reader, proxy, context }) => {
      await context.clock.install()
      await openInstalled(page, reader)
      proxy.files.set('/service-worker.js', file)
      await context.clock.fastForward('01:05:00')
      const registrations = () =>
        page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
      await expect.poll(registrations).toBe(0)
      await page.reload()
      await page.getByRole('heading', { name: reader.name }).waitFor()
      const kept = await page.evaluate(() => caches.keys())
      expect(kept.filter((name) => name.startsWith('bookplate:shell:'))).toEqual([])
    },
  )
}
