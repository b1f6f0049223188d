import { mkdir } from 'node:fs/promises'
import puppeteer from 'puppeteer-core'
import { test as base, expect, inject } from 'vitest'
import { newReader } from '../../browser/support/reader.mjs'
import { findFirefox } from './find.mjs'
import { partsOf } from './parts.mjs'

export { expect }

const launch = (executablePath) =>
  puppeteer.launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath,
    headless: true,
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: {
      'intl.accept_languages': 'en-GB, en',
      // A fine pointer that can hover, as of a mouse. Without a display, Firefox finds none.
      'ui.primaryPointerCapabilities': 6,
      'ui.allPointerCapabilities': 6,
    },
  })

/**
 * An error response of the API is expected in some tests. So is a cover that was still loading when its page was left: Firefox
 * reports it as an error of the service worker.
 */
const isExpected = (text) =>
  /^Failed to load resource|NetworkError|NS_ERROR_OFFLINE/.test(text) ||
  /^Error: Failed to load ‘[^’]*\/covers\/[^’]*’\. A ServiceWorker intercepted .* unexpected error\.$/.test(
    text,
  )

/** @returns a list that grows with each error of the console, policy violation and request to another host */
const watch = async (page, ownOrigin) => {
  const faults = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) faults.push(message.text())
  })
  page.on('pageerror', (error) => {
    if (!isExpected(String(error))) faults.push(String(error))
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== ownOrigin) faults.push(`Request to ${request.url()}`)
  })
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      console.error('Policy violated:', violatedDirective, blockedURI, sample),
    )
  })
  return faults
}

const keepScreenshot = async (page, name) => {
  await mkdir('coverage/firefox', { recursive: true })
  const path = `coverage/firefox/${name.replace(/\W+/g, '-')}.png`
  // The failure of the test is shown in any case.
  await Promise.allSettled([page.screenshot({ path })])
}

/** A test with a `page` in its own context of Firefox, its `parts`, and a `reader` with an account. */
export const test = base
  .extend('executablePath', { scope: 'worker' }, () => findFirefox())
  .extend('browser', { scope: 'worker' }, async ({ executablePath }, { onCleanup }) => {
    const browser = await launch(executablePath)
    onCleanup(() => browser.close())
    return browser
  })
  .extend('origin', () => inject('origin'))
  .extend('page', async ({ browser, task, origin }, { onCleanup }) => {
    const context = await browser.createBrowserContext()
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const faults = await watch(page, origin)
    onCleanup(async () => {
      if (task.result?.state === 'fail' || faults.length > 0) await keepScreenshot(page, task.name)
      await context.close()
      expect(faults).toEqual([])
    })
    return page
  })
  .extend('parts', ({ page, origin }) => partsOf(page, origin))
  .extend('reader', () => newReader())
