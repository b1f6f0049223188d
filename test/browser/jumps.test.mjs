import { hold } from './support/hold.mjs'
import { expect, test } from './support/test.mjs'

const letters = 'ABCDEFGHIJKLMNOPQRST'
const library = [...letters].flatMap((letter) =>
  Array.from({ length: 8 }, (_, number) => ({
    title: `${letter}${letter.toLowerCase()} ${number + 1}`,
    authors: ['Ann Smith'],
    rating: number % 2 === 0 ? 3 : 5,
  })),
)

const titles = (page) =>
  page.getByRole('region', { name: 'Books', exact: true }).locator('.card-title').allTextContents()

const open = async (page, reader) => {
  await reader.addBooks(library)
  await reader.signIn(page.context())
  await page.goto('/#/?sort=title')
  const slider = page.getByRole('slider', { name: 'Jump to' })
  await slider.waitFor()
  return slider
}

test('a jump while another order is loaded does not bring the old order back', async ({ page, reader }) => {
  const slider = await open(page, reader)
  const sorted = await hold(page, /\/books\?.*sort=-title/, 'GET')
  await page.goto('/#/?sort=-title')
  await expect.poll(() => sorted.count()).toBe(1)
  const { x, y, width, height } = await slider.boundingBox()
  await page.mouse.click(x + width / 2, y + height * 0.6)
  sorted.release()
  await expect.poll(async () => (await titles(page))[0]).toBe('Tt 8')
})

test('a book that is renamed after a jump leaves a list that begins behind it', async ({ page, reader }) => {
  const slider = await open(page, reader)
  await slider.press('End')
  await expect.poll(async () => (await titles(page))[0]).toBe('Tt 1')
  const { data } = await reader.api('GET', '/books?q=Tt&limit=20')
  const { id } = data.find(({ title }) => title === 'Tt 4')
  await page.goto(`/#/books/${id}/edit?sort=title`)
  const editor = page.getByRole('dialog', { name: 'Edit the book' })
  await editor.getByLabel('Title', { exact: true }).fill('Abc')
  await editor.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog', { name: 'Abc' }).waitFor()
  await expect.poll(async () => (await titles(page)).slice(0, 4)).toEqual(['Tt 1', 'Tt 2', 'Tt 3', 'Tt 5'])
  await page.goto('/#/?sort=title')
  await slider.press('Home')
  await expect.poll(async () => (await titles(page)).slice(0, 2)).toEqual(['Aa 1', 'Aa 2'])
})
