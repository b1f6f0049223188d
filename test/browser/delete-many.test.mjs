import { libraryOf, openShelf } from './support/selecting.mjs'
import { expect, test } from './support/test.mjs'

/** Selects and deletes three of four books. */
const deleteThree = async (page, reader) => {
  await reader.addBooks(['Ada', 'Bea', 'Cyd', 'Dot'].map((title) => ({ title })))
  await page.clock.install()
  const shelf = await openShelf(page, reader, '/#/?sort=title')
  await shelf.link('Ada').hover()
  await shelf.box('Ada').click()
  await shelf.link('Cyd').click({ modifiers: ['Shift'] })
  await shelf.bar.getByRole('button', { name: 'Delete' }).click()
  await shelf.message('Deleted 3 books.').waitFor()
  await shelf.link('Bea').waitFor({ state: 'detached' })
  await shelf.bar.waitFor({ state: 'detached' })
  return { ...shelf, left: async () => Object.keys(await libraryOf(reader)).sort() }
}

test('many books are deleted together when the time to undo has passed', async ({ page, reader }) => {
  const { link, left } = await deleteThree(page, reader)
  expect(await left()).toHaveLength(4)
  const batch = page.waitForResponse((response) => response.url().endsWith('/books/batch'))
  await page.clock.fastForward(10_000)
  expect((await batch).status()).toBe(200)
  expect(await left()).toEqual(['Dot'])
  await link('Dot').waitFor()
  expect(await link('Ada').count()).toBe(0)
})

test('Undo brings all of them back', async ({ page, reader }) => {
  const { link, left, undo } = await deleteThree(page, reader)
  await undo()
  for (const title of ['Ada', 'Bea', 'Cyd']) await link(title).waitFor()
  await page.clock.fastForward(20_000)
  expect(await left()).toHaveLength(4)
})

test('they are deleted when the reader leaves the page', async ({ page, reader }) => {
  const { left } = await deleteThree(page, reader)
  await page.goto('about:blank')
  await expect.poll(left).toEqual(['Dot'])
})

test('a book that was changed elsewhere stays, and a failure brings the others back', async ({
  page,
  reader,
}) => {
  const { link, left, message } = await deleteThree(page, reader)
  const { Bea } = await libraryOf(reader)
  await reader.api('PATCH', `/books/${Bea.id}`, { json: { title: 'Bea again' } })
  let requests = 0
  await page.route('**/books/batch', (route) => (++requests === 2 ? route.abort() : route.continue()))
  await page.clock.fastForward(10_000)
  await message('“Bea” was changed on another page or device, and was not deleted.').waitFor()
  await page.getByText(/^2 of 3 books were not deleted\./).waitFor()
  for (const title of ['Ada', 'Bea again', 'Cyd']) await link(title).waitFor()
  expect(await left()).toHaveLength(4)
})
