import { test as base, expect, inject } from 'vitest'
import { findChromium, findHeadless, launchChromium } from './chromium.mjs'
import { newReader } from './reader.mjs'

export { expect }

/** Many tests cause error responses of the API. An error for a file of the app is never expected. */
const isExpected = (message) =>
  /^Failed to load resource: (the server responded with a status of (4|503)|net::)/.test(message.text()) &&
  !message.location().url.includes('/assets/')

/** @returns a list that grows with each script error, policy violation and request to another host */
const watch = async (context, ownOrigin) => {
  const faults = []
  context.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message)) faults.push(message.text())
  })
  context.on('weberror', (event) => faults.push(String(event.error())))
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== ownOrigin) faults.push(`Request to ${request.url()}`)
  })
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      console.error('Policy violated:', violatedDirective, blockedURI, sample),
    )
  })
  return faults
}

const keepScreenshots = (context, name) =>
  Promise.all(
    context.pages().map((page, at) => {
      const file = `${name}-${at + 1}`.replace(/\W+/g, '-')
      return page.screenshot({ path: `coverage/browser/${file}.png` }).catch(() => undefined)
    }),
  )

/**
 * A test with a `page` in its own browser context and a `reader` with an account. It also fails for each fault that
 * `watch` records. A failed test leaves screenshots of its pages in coverage/browser.
 */
export const test = base
  // For tests of the camera and of the installation, which a headless shell does not have.
  .extend('executablePath', { scope: 'worker' }, () => findChromium())
  .extend('headlessPath', { scope: 'worker' }, () => findHeadless())
  .extend('browser', { scope: 'worker' }, async ({ headlessPath }, { onCleanup }) => {
    const browser = await launchChromium(headlessPath)
    onCleanup(() => browser.close())
    return browser
  })
  .extend('origin', () => inject('origin'))
  // A service worker would hide requests from `page.route`, and download the app for each test.
  .extend('serviceWorkers', () => 'block')
  .extend('locale', () => 'en-GB')
  .extend('context', async ({ browser, task, origin, serviceWorkers, locale }, { onCleanup }) => {
    const context = await browser.newContext({
      baseURL: origin,
      serviceWorkers,
      locale,
      timezoneId: 'UTC',
    })
    context.setDefaultTimeout(60_000)
    const faults = await watch(context, origin)
    onCleanup(async () => {
      if (task.result?.state === 'fail' || faults.length > 0) await keepScreenshots(context, task.name)
      await context.close()
      expect(faults).toEqual([])
    })
    return context
  })
  .extend('page', ({ context }) => context.newPage())
  .extend('reader', () => newReader())

/** The same, for a reader who has books. @property book one of them, with a cover and long words */
export const testWithBooks = test.extend('book', async ({ reader, context }) => {
  await reader.addBooks([
    { title: 'Without a Cover', description: '', category: 'poetry' },
    { title: 'Wordless', description: 'Pictures only.', category: 'picture book' },
  ])
  const book = await reader.addBook({
    title: `The ${'Interminable'.repeat(6)} Voyage`,
    description: `At ${'length'.repeat(30)}.\nAnd then home. ${'Once more, from the top. '.repeat(20)}`,
    cover: 'photo.webp',
  })
  await reader.signIn(context)
  return book
})
