import { inject } from 'vitest'
import { startProxy } from './deploys.mjs'
import { waitUntilKept } from './kept.mjs'
import { test } from './test.mjs'

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
