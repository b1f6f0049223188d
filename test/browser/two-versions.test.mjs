import { continueOffer, offerOf, titleOf, waitUntilKept } from './support/drafts.mjs'
import { deployNext, installedTest, installNext, openInstalled } from './support/installed.mjs'
import { expect } from './support/test.mjs'

const versionOf = (page) => page.evaluate(() => document.documentElement.dataset.shell)

const offerIn = (page) => page.getByRole('status').filter({ hasText: 'A new version is ready.' })

const shellsOf = (page) =>
  page.evaluate(async () =>
    (await caches.keys()).filter((name) => name.startsWith('bookplate:shell:')).sort(),
  )

installedTest(
  'each of two tabs keeps its version and its draft until it is reloaded',
  async ({ page: first, context, reader, proxy }) => {
    await openInstalled(first, reader)
    const second = await context.newPage()
    await second.goto('/#/books/new/hand')
    const form = second.getByRole('dialog', { name: 'Add a book' })
    await titleOf(form).fill('Between two versions')
    await waitUntilKept(second, 'Between two versions')

    const { dropped, version } = await deployNext(proxy)
    for (const path of dropped) proxy.files.set(path, null)
    await installNext(first)
    await Promise.all([first, second].map((tab) => offerIn(tab).waitFor()))

    // The first tab takes the new version, the second one keeps the old one with its parts.
    for (const path of dropped) proxy.files.delete(path)
    await offerIn(first).getByRole('button', { name: 'Reload' }).click()
    await expect.poll(() => versionOf(first)).toBe('next-version')
    for (const path of dropped) proxy.files.set(path, null)
    expect(await versionOf(second)).toBe(version)
    expect(await titleOf(form).inputValue()).toBe('Between two versions')
    expect(await shellsOf(second)).toEqual(
      [`bookplate:shell:${version}`, 'bookplate:shell:next-version'].sort(),
    )
    await second.goto('/#/account')
    await second.getByRole('heading', { name: 'Account', exact: true }).waitFor()
    expect(await versionOf(second)).toBe(version)

    await offerIn(second).getByRole('button', { name: 'Reload' }).click()
    for (const path of dropped) proxy.files.delete(path)
    await expect.poll(() => versionOf(second)).toBe('next-version')
    await second.goto('/#/books/new/hand')
    await offerOf(form, 'Between two versions').waitFor()
    await continueOffer(form, 'Between two versions')
  },
)

installedTest(
  'a tab that is just being opened keeps the files of its version',
  async ({ page, context, reader, proxy }) => {
    await openInstalled(page, reader)
    const other = await context.newPage()
    await other.goto('/favicon.svg')
    // Only the tab that is opened runs this version.
    await page.close()
    const late = await context.newPage()
    await late.addInitScript(() => {
      const { setTimeout: later } = window
      // The page asks its service worker three seconds after it was loaded.
      window.setTimeout = (run, ms, ...rest) => {
        if (ms !== 3000) return later(run, ms, ...rest)
        window.isHeldBack = true
        return 0
      }
    })
    await late.goto('/')
    await late.getByRole('heading', { name: reader.name }).waitFor()
    await late.waitForFunction(() => window.isHeldBack)

    const { dropped, version } = await deployNext(proxy)
    for (const path of dropped) proxy.files.set(path, null)
    await installNext(other)
    expect(await shellsOf(other)).toContain('bookplate:shell:next-version')
    expect(await shellsOf(other)).toContain(`bookplate:shell:${version}`)
    await late.getByRole('link', { name: 'Account' }).click()
    await late.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  },
)
