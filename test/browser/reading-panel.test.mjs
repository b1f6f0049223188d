import { expect, test } from './support/test.mjs'

const bookOf = async (reader, id) => (await reader.api('GET', `/books/${id}`)).data

/** Adds a book and opens its page. @returns its id, its part for the reader, and a function that reads the book */
const open = async (page, reader, fields) => {
  const { data } = await reader.api('POST', '/books', { json: { title: 'Emma', ...fields } })
  await reader.signIn(page.context())
  await page.goto(`/#/books/${data.id}`)
  const panel = page.getByRole('region', { name: 'Your reading' })
  await panel.waitFor()
  return { panel, book: () => bookOf(reader, data.id) }
}
const today = new Date().toISOString().slice(0, 10)

test('a reader starts, gives up and reads a book again', async ({ page, reader }) => {
  const { panel, book } = await open(page, reader, { status: 'want_to_read' })
  await panel.getByText('Only you see this.').waitFor()
  await panel.getByRole('button', { name: 'Started today' }).click()
  await panel.getByRole('button', { name: 'Gave up today' }).click()
  await panel.getByRole('button', { name: 'Read again from today' }).waitFor()
  await expect.poll(async () => (await book()).status).toBe('did_not_finish')
  expect((await book()).readings).toEqual([{ started_on: today, finished_on: today }])
  await panel.getByRole('button', { name: 'Read again from today' }).click()
  await panel.getByRole('button', { name: 'Finished today' }).click()
  await panel.getByRole('heading', { name: 'Read 2 times' }).waitFor()
  await expect.poll(async () => (await book()).status).toBe('read')
  expect((await book()).readings).toHaveLength(2)
})

test('progress is a page or a percentage', async ({ page, reader }) => {
  const { panel, book } = await open(page, reader, { status: 'reading', pages: 300 })
  const field = panel.getByLabel('Progress', { exact: true })
  await field.fill('301')
  await field.press('Enter')
  await panel.getByText('Enter a page from 0 to 300.').waitFor()
  await field.fill('75')
  await field.press('Enter')
  await panel.getByText('Page 75 of 300').waitFor()
  await expect.poll(async () => (await book()).progress).toBe(0.25)
  await panel.getByRole('radio', { name: 'Percent' }).check()
  expect(await field.inputValue()).toBe('25')
  await field.fill('12.5')
  await field.press('Tab')
  await expect.poll(async () => (await book()).progress).toBe(0.125)
  await field.fill('')
  await field.press('Enter')
  await expect.poll(async () => (await book()).progress).toBe(null)
})

test('readings are added, changed and removed', async ({ page, reader }) => {
  const { panel, book } = await open(page, reader, { status: 'read' })
  await panel.getByRole('button', { name: 'Add a reading' }).click()
  await panel.getByLabel('Started').fill('2026-03-10')
  await panel.getByLabel('Finished').fill('2026-03-01')
  await panel.getByRole('button', { name: 'Save' }).click()
  await panel.getByText('The end is before the start.').waitFor()
  await panel.getByLabel('Started').fill('2026-02-20')
  await panel.getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(async () => (await book()).readings)
    .toEqual([{ started_on: '2026-02-20', finished_on: '2026-03-01' }])
  await panel.getByRole('heading', { name: 'Read once' }).waitFor()

  await panel.getByRole('button', { name: /^Change the reading/ }).click()
  await panel.getByLabel('Started').fill('')
  await panel.getByLabel('Started').press('Enter')
  await panel.getByText('Finished on 1 March 2026').waitFor()
  await panel.getByRole('button', { name: /^Change the reading/ }).click()
  // Escape leaves the form, and not the book.
  await page.keyboard.press('Escape')
  await panel.getByRole('button', { name: /^Remove the reading/ }).click()
  await expect.poll(async () => (await book()).readings).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(async () => (await book()).readings)
    .toEqual([{ started_on: null, finished_on: '2026-03-01' }])
})
