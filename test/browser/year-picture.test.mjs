import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, test } from './support/test.mjs'

const finished = [{ started_on: null, finished_on: '2026-02-03' }]
const read = { status: 'read', readings: finished }

const open = async (page, reader, plain) => {
  const { id } = await reader.addBook({ title: 'Covered', cover: 'photo.webp' })
  await reader.api('PATCH', `/books/${id}`, { json: { ...read, pages: 321, rating: 4, review: 'A secret.' } })
  await reader.addBooks(plain)
  await reader.signIn(page.context())
  await page.goto('/#/numbers/2026')
  await page.getByRole('button', { name: 'Picture of the year' }).click()
  return page.getByRole('dialog', { name: 'A picture of 2026' })
}

/** @returns the file that Save stores */
const save = async (page, dialog) => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: 'Save' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('2026-in-books.png')
  return readFile(await download.path())
}

const brightness = async (png) => {
  const { channels } = await sharp(png).stats()
  expect(Math.min(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(15)
  return channels[1].mean
}

test('a picture of the year shows its books, and nothing private unless it is ticked', async ({
  page,
  reader,
}) => {
  const titles = ['رحلة طويلة إلى نهاية العالم', 'Donaudampfschifffahrtsgesellschaft'.repeat(4), 'Emma']
  const dialog = await open(
    page,
    reader,
    titles.map((title) => ({ title, ...read })),
  )
  const picture = dialog.getByRole('img', {
    name: /^2026, a year in books: 4 books, 321 pages and 2 cm of shelf/,
  })
  await picture.waitFor()
  expect(await picture.getAttribute('data-books')).toBe('4')
  expect(await picture.getAttribute('data-covers')).toBe('1')
  const alt = await picture.getAttribute('alt')
  for (const title of ['Covered', ...titles]) expect(alt).toContain(title)
  expect(alt).not.toMatch(/Mary Shelley|stars|secret/)

  const post = await save(page, dialog)
  expect(await sharp(post).metadata()).toMatchObject({ format: 'png', width: 1080, height: 1350 })
  const day = await brightness(post)

  await dialog.getByLabel('Lamp by night').check()
  await dialog.getByLabel('Story, 9:16').check()
  await dialog.getByLabel('My name: Mary Shelley').check()
  await dialog.getByLabel('My average rating').check()
  await dialog.getByRole('img', { name: /ex libris Mary Shelley.* 4 stars on average/ }).waitFor()
  const story = await save(page, dialog)
  expect(await sharp(story).metadata()).toMatchObject({ width: 1080, height: 1920 })
  expect(await brightness(story)).toBeLessThan(day / 2)

  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('a full year has 24 books, with a plate for a cover that does not load', async ({ page, reader }) => {
  await page.route('**/covers/**', (route) => route.abort())
  const dialog = await open(
    page,
    reader,
    Array.from({ length: 39 }, (_, at) => ({ title: `Book ${at}`, ...read })),
  )
  const picture = dialog.getByRole('img', { name: /16 more books/ })
  await picture.waitFor()
  expect(await picture.getAttribute('data-books')).toBe('24')
  expect(await picture.getAttribute('data-covers')).toBe('0')
})

test('the picture is shared as a file where the browser can, and a failure is told', async ({
  page,
  reader,
}) => {
  await page.addInitScript(() => {
    const shared = []
    let failure = 'AbortError'
    Object.assign(window, { shared })
    Object.assign(navigator, {
      canShare: ({ files }) => files[0].type === 'image/png',
      share: async ({ files, ...others }) => {
        shared.push([files[0].name, Object.keys(others)])
        const name = failure
        failure = 'NotAllowedError'
        throw new DOMException('', name)
      },
    })
  })
  const dialog = await open(page, reader, [{ title: 'Emma', ...read }])
  const share = dialog.getByRole('button', { name: 'Share …' })
  await share.click()
  await expect.poll(() => page.evaluate(() => window.shared)).toEqual([['2026-in-books.png', []]])
  // A reader who closes the menu of the system has no problem.
  expect(await dialog.getByText('could not be shared').count()).toBe(0)
  await share.click()
  await dialog.getByRole('alert').filter({ hasText: 'could not be shared' }).waitFor()
})
