import { launchChromium } from './support/chromium.mjs'
import { installedTest } from './support/installed.mjs'
import { waitUntilKept } from './support/kept.mjs'
import { expect } from './support/test.mjs'

/** In a whole browser: a headless shell installs nothing. */
const testInBrowser = installedTest.extend(
  'browser',
  { scope: 'worker' },
  async ({ executablePath }, { onCleanup }) => {
    const browser = await launchChromium(executablePath)
    onCleanup(() => browser.close())
    return browser
  },
)

testInBrowser('the app can be installed, with its icons and shortcuts', async ({ page, context }) => {
  await page.goto('/')
  await waitUntilKept(page)
  const devTools = await context.newCDPSession(page)
  const { installabilityErrors } = await devTools.send('Page.getInstallabilityErrors')
  // A private window, as each test has one, cannot install. A real one has no other obstacle.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  const { data, errors } = await devTools.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { icons, shortcuts } = JSON.parse(data)
  expect(icons.map(({ purpose }) => purpose)).toContain('maskable')
  for (const { src, sizes, type } of [...icons, ...shortcuts.flatMap((shortcut) => shortcut.icons)]) {
    const size = await page.evaluate(async (url) => {
      const image = new Image()
      image.src = url
      await image.decode()
      return `${image.naturalWidth}x${image.naturalHeight}`
    }, src)
    if (type === 'image/png') expect(size, src).toBe(sizes)
  }
  for (const { url } of shortcuts) {
    await page.goto(url)
    await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  }
})
