import { expect, test } from './support/test.mjs'

const titleIn = { covers: '.card-title', list: '.row-title', spines: '.spine' }

test('the shelf shows its three views, and a search', async ({ page, parts, reader }) => {
  await reader.addBooks([{ title: 'Emma' }, { title: 'Middlemarch' }])
  await parts.openAs(reader)
  const count = async (selector) => (await page.$$(selector)).length
  for (const [view, title] of Object.entries(titleIn)) {
    await page.evaluate((name) => {
      location.hash = `#/?view=${name}`
    }, view)
    await expect.poll(() => count(title)).toBe(2)
  }
  await parts.fill('searchbox', 'Search your books', 'emma')
  await expect.poll(() => count(titleIn.spines)).toBe(1)
})

test('a book is rated from the shelf, with the mouse and the keyboard', async ({ page, parts, reader }) => {
  await reader.addBooks([{ title: 'Emma' }])
  const [{ id }] = (await reader.api('GET', '/books')).data
  const rating = async () => (await reader.api('GET', `/books/${id}`)).data.rating
  await parts.openAs(reader)
  const slider = await parts.find('slider', 'Rating of “Emma”')
  const { x, y, width, height } = await slider.boundingBox()
  await page.mouse.click(x + width * 0.75, y + height / 2)
  await expect.poll(rating).toBe(4)
  await page.keyboard.press('3')
  await expect.poll(rating).toBe(3)
})
