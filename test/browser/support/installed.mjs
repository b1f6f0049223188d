import { inject } from 'vitest'
import { startProxy } from './deploys.mjs'
import { waitUntilKept } from './kept.mjs'
import { expect, test } from './test.mjs'

/** A test with service workers, at the origin of a `proxy` that can deploy other files and lose the connection. */
export const installedTest = test
  .extend('serviceWorkers', () => 'allow')
  .extend('proxy', async ({ task: _ }, { onCleanup }) => {
    const proxy = await startProxy(inject('origin'))
    onCleanup(() => proxy.close())
    return proxy
  })
  .extend('origin', ({ proxy }) => proxy.origin)

/** Signs in with the form, and waits until the app is kept. */
export const openInstalled = async (page, reader) => {
  await page.goto('/')
  await page.getByLabel('Email').fill(reader.email)
  await page.getByLabel('Password', { exact: true }).fill(reader.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: reader.name }).waitFor()
  await waitUntilKept(page)
}

/** Deploys a version with another script, whose files replace those of the old version. */
export const deployNext = async (proxy) => {
  const read = async (path) => (await fetch(proxy.origin + path)).text()
  const [page, worker] = await Promise.all([read('/'), read('/service-worker.js')])
  const version = /data-shell="([^"]*)"/.exec(page)[1]
  const next = (text) => text.replaceAll(version, 'next-version')
  proxy.files.set('/', next(page).replace('<title>Bookplate', '<title>Next'))
  proxy.files.set('/service-worker.js', next(worker))
  // Only this page has the lazy parts of the old version now.
  const dropped = [...worker.matchAll(/\/assets\/(?:account|import)-page-[\w-]+\.js/g)].map(([path]) => path)
  return { dropped, version }
}

const update = (page) =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration('/')).update()))

/** @returns whether the new version has taken over, or its installation has failed */
const hasEnded = (page) =>
  page.evaluate(async () => {
    const { installing, waiting, active } = await navigator.serviceWorker.getRegistration('/')
    return !installing && !waiting && active.state === 'activated'
  })

/** A new version that waits longer than this waits for ever. A busy service worker must not be stopped. */
const maxWaitMs = 5000

/**
 * Looks for a new version, and waits until it has taken over. Before that Chromium stops the old service worker when it is
 * idle, except under a debugger, as here: therefore it is stopped if the new one still waits.
 */
export const installNext = async (page) => {
  const session = await page.context().newCDPSession(page)
  const versions = new Map()
  session.on('ServiceWorker.workerVersionUpdated', (event) => {
    for (const version of event.versions) versions.set(version.versionId, version)
  })
  await session.send('ServiceWorker.enable')
  let waitsSince
  const stopOld = async () => {
    const all = [...versions.values()]
    if (!all.some(({ status }) => status === 'installed')) return
    waitsSince ??= Date.now()
    if (Date.now() - waitsSince < maxWaitMs) return
    await Promise.all(
      page
        .context()
        .pages()
        .map((one) => one.waitForLoadState('networkidle')),
    )
    const old = all.filter(
      ({ status, runningStatus }) => status === 'activated' && runningStatus === 'running',
    )
    await Promise.all(old.map(({ versionId }) => session.send('ServiceWorker.stopWorker', { versionId })))
  }
  await update(page)
  await expect
    .poll(async () => {
      await stopOld()
      return hasEnded(page)
    })
    .toBe(true)
  await session.detach()
}
