import { keptTitles, messageWith, titleOf } from './support/drafts.mjs'
import { installedTest, openInstalled } from './support/installed.mjs'
import { keptOfReaders } from './support/kept.mjs'
import { expect } from './support/test.mjs'

/** @param bytes undefined for the browser's own limit */
const limitStorage = async (page, bytes) => {
  const session = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  const quotaSize = bytes === undefined ? {} : { quotaSize: bytes }
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...quotaSize })
}

const keptPaths = async (page) =>
  (await keptOfReaders(page)).map((entry) => new URL(entry.split(' ')[0]).pathname)

const countOf = async (page, start) => (await keptPaths(page)).filter((path) => path.startsWith(start)).length

const manyBooks = Array.from({ length: 300 }, (_, at) => ({
  title: `Later ${at}`,
  description: 'word '.repeat(60),
}))

installedTest(
  'a full storage keeps the list that it has, and the page says which',
  async ({ page, context, reader }) => {
    await reader.addBook({ title: 'Near' })
    await openInstalled(page, reader)
    await expect.poll(() => countOf(page, '/kept/list/')).toBe(1)
    await expect.poll(() => countOf(page, '/covers/')).toBe(1)

    await limitStorage(page, 1000)
    await reader.addBooks(manyBooks)
    const downloads = []
    page.on('request', (request) => request.url().includes('thumb.webp') && downloads.push(request.url()))
    await page.reload()
    await page.getByRole('link', { name: 'Later 299' }).waitFor()
    // The covers make room for books, which is not enough here.
    await expect.poll(() => countOf(page, '/covers/')).toBe(0)
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('link', { name: 'Near' }).waitFor()
    expect(await page.getByRole('link', { name: /^Later/ }).count()).toBe(0)
    await page.getByText(/You see what was loaded on/).waitFor()

    await context.setOffline(false)
    await limitStorage(page)
    await page.reload()
    await page.getByRole('link', { name: 'Later 299' }).waitFor()
    await expect.poll(async () => (await keptOfReaders(page)).join()).toContain('Later 299')
  },
)

installedTest('a draft that does not fit is not lost without a word', async ({ page, reader }) => {
  await openInstalled(page, reader)
  await limitStorage(page, 1000)
  await page.goto('/#/books/new/hand')
  const dialog = page.getByRole('dialog', { name: 'Add a book' })
  await titleOf(dialog).fill('Too much')
  await page.evaluate(() => {
    location.hash = '#/'
  })
  const message = messageWith(page, 'The draft of “Too much” is kept until this page is closed.')
  await message.waitFor()
  expect(await keptTitles(page)).toEqual([])
  await message.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => titleOf(dialog).inputValue()).toBe('Too much')

  // The browser asks before the page is closed.
  const asked = page.waitForEvent('dialog')
  const reloaded = page.reload()
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await limitStorage(page)
  await question.accept()
  await reloaded
})
