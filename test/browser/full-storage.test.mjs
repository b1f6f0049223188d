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

installedTest('a full storage ends the downloads of thumbnails', async ({ page, reader }) => {
  await openInstalled(page, reader)
  await expect.poll(() => countOf(page, '/kept/list/')).toBe(1)
  for (let at = 0; at < 14; at++) await reader.addBook()
  await limitStorage(page, 1000)
  const downloads = []
  page.on('request', (request) => {
    if (request.resourceType() === 'fetch' && request.url().endsWith('/thumb.webp')) downloads.push(request)
  })
  await page.reload()
  await expect.poll(() => downloads.length).toBe(6)
  // More of them would follow at once.
  await page.waitForTimeout(1500)
  expect(downloads.length).toBe(6)
})

installedTest('a list that is kept again is the last one to be forgotten', async ({ page, reader }) => {
  await reader.addBooks([{ title: 'One', category: 'poetry' }])
  await openInstalled(page, reader)
  const lists = async () => (await keptPaths(page)).filter((path) => path.startsWith('/kept/list/'))
  const show = async (address, count) => {
    await page.goto(address)
    await page.getByRole('link', { name: 'One' }).waitFor()
    await expect.poll(async () => (await lists()).length).toBe(count)
  }
  await show('/#/', 1)
  const [first] = await lists()
  await show('/#/?category=poetry', 2)
  expect((await lists()).at(-1)).not.toBe(first)
  await reader.addBooks([{ title: 'Two', category: 'poetry' }])
  await page.goto('/#/')
  await page.reload()
  await page.getByRole('link', { name: 'Two' }).waitFor()
  await expect.poll(async () => (await lists()).at(-1)).toBe(first)
})

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
