import { openShelf } from './support/selecting.mjs'
import { expect, test } from './support/test.mjs'

const booksOf = (count) => Array.from({ length: count }, (_, at) => ({ title: `Volume ${at + 1}` }))

const totalOf = async (reader) => (await reader.api('GET', '/books/facets')).data.total

test('each of many single deletions is sent when the reader leaves the page', async ({ page, reader }) => {
  await reader.addBooks(booksOf(14))
  const { bar, link, box } = await openShelf(page, reader, '/#/?sort=title')
  for (let at = 1; at <= 13; at++) {
    const title = `Volume ${at}`
    await link(new RegExp(`^${title}\\b`)).press('x')
    await expect.poll(() => box(title).isChecked()).toBe(true)
    await bar.getByRole('button', { name: 'Delete' }).press('Enter')
    await page.getByText(`Deleted “${title}”.`).waitFor()
    // The time stands still under the pointer.
    await page.getByRole('button', { name: 'Undo' }).last().hover()
  }
  expect(await totalOf(reader)).toBe(14)
  await page.goto('about:blank')
  await expect.poll(() => totalOf(reader)).toBe(1)
})

test('a deletion is sent by a page whose token was about to expire', async ({ page, reader }) => {
  await page.clock.install()
  await reader.addBooks(booksOf(2))
  const { bar, link, box } = await openShelf(page, reader, '/#/?sort=title')
  await page.clock.fastForward('14:00')
  const renewal = page.waitForResponse((response) => response.url().endsWith('/users/refresh'))
  await link('Volume 1').hover()
  await box('Volume 1').click()
  await bar.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Deleted “Volume 1”.').waitFor()
  expect((await renewal).status()).toBe(200)
  await page.getByRole('button', { name: 'Undo' }).hover()
  const second = page.waitForResponse((response) => response.url().endsWith('/users/refresh'))
  await page.clock.fastForward('20:00')
  await (await second).finished()
  // The page has read the response before that of a later request.
  await page.evaluate(() => fetch('/favicon.svg'))
  await page.goto('about:blank')
  await expect.poll(() => totalOf(reader)).toBe(1)
})

test('more deletions than a closed page can send are finished at the next visit', async ({
  page,
  reader,
}) => {
  await reader.addBooks(booksOf(830))
  const { bar, message } = await openShelf(page, reader, '/#/?view=list')
  const selectAll = async () => {
    await page.keyboard.press('End')
    await page.keyboard.press('ControlOrMeta+a')
    return message('830 books selected').count()
  }
  await expect.poll(selectAll).toBe(1)
  await bar.getByRole('button', { name: 'Delete' }).click()
  await message('Deleted 830 books.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).hover()
  const questions = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.type())
    return dialog.accept()
  })
  await page.goto('about:blank')
  expect(questions).toEqual(['beforeunload'])
  await expect.poll(() => totalOf(reader)).toBe(30)
  await page.goto('/')
  await expect.poll(() => totalOf(reader)).toBe(0)
  await page
    .getByRole('heading', { name: 'Your shelf is empty' })
    .or(page.getByText('empty'))
    .first()
    .waitFor()
})
