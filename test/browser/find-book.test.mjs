import { addByApi, openEditor, openMore, save } from './support/book-form.mjs'
import { expect, test } from './support/test.mjs'

const openForm = async (page, reader) => {
  await reader.signIn(page.context())
  await page.goto('/#/books/new/hand')
  const dialog = page.getByRole('dialog', { name: 'Add a book' })
  await openMore(dialog)
  const find = async (text) => {
    await dialog.getByRole('searchbox').fill(text)
    await dialog.getByRole('button', { name: 'Find' }).click()
  }
  const textOf = (label) => dialog.getByLabel(label, { exact: true }).inputValue()
  return { dialog, find, textOf, found: dialog.getByRole('list', { name: 'Found books' }) }
}

test('an ISBN fills in the empty fields, and the cover comes with the book', async ({ page, reader }) => {
  const { dialog, find, textOf, found } = await openForm(page, reader)
  await dialog.getByLabel('Title', { exact: true }).fill('My Frankenstein')
  await find('0-14-143947-5')
  const choice = found.getByRole('button', { name: /^Frankenstein/ })
  await expect.poll(() => choice.locator('img').evaluate((image) => image.naturalWidth)).toBeGreaterThan(0)
  await choice.click()
  await dialog.getByRole('status').filter({ hasText: 'Filled in from Open Library.' }).waitFor()
  expect(await textOf('Title')).toBe('My Frankenstein')
  expect(await textOf('Author 1')).toBe('Mary Shelley')
  expect(await textOf('Description')).toBe('A modern Prometheus.')
  expect(await textOf('ISBN')).toBe('9780141439471')
  expect(await textOf('Pages')).toBe('273')
  await dialog.getByRole('img', { name: 'Preview of the cover' }).waitFor()
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await dialog.waitFor({ state: 'detached' })
  const [book] = (await reader.api('GET', '/books')).data
  expect(book).toMatchObject({ title: 'My Frankenstein', publisher: 'Penguin', format: 'paperback' })
  expect(book.image_url).not.toBe(null)
})

test('another found book replaces what the first one filled in', async ({ page, reader }) => {
  const { dialog, find, textOf, found } = await openForm(page, reader)
  await dialog.getByRole('searchbox').fill('emma')
  await dialog.getByRole('searchbox').press('Enter')
  await found.getByRole('button', { name: /^Emma and I/ }).click()
  expect(await textOf('Author 1')).toBe('Another Writer')
  await dialog.getByLabel('Publisher', { exact: true }).fill('Mine')
  await find('Emma')
  await found.getByRole('button', { name: /Jane Austen/ }).click()
  expect(await textOf('Title')).toBe('Emma')
  expect(await textOf('Author 1')).toBe('Jane Austen')
  expect(await textOf('Publisher')).toBe('Mine')

  // The book is saved although its cover is lost in the meantime.
  const error = { message: 'Gone.', data: null, error: { code: 'cover_not_found' } }
  await page.route('**/books/*/cover', (route) => route.fulfill({ status: 404, json: error }))
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await page.getByText('The cover was not added.').waitFor()
  await dialog.waitFor({ state: 'detached' })
  expect((await reader.api('GET', '/books')).data).toMatchObject([{ title: 'Emma', image_url: null }])
})

test('the cover of a found book can be left out', async ({ page, reader }) => {
  const { dialog, find, found } = await openForm(page, reader)
  await find('9780141439471')
  await found.getByRole('button', { name: /^Frankenstein/ }).click()
  const preview = dialog.getByRole('img', { name: 'Preview of the cover' })
  await preview.waitFor()
  await dialog.getByRole('button', { name: 'Remove the new cover' }).click()
  await preview.waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await reader.api('GET', '/books')).data).toMatchObject([{ title: 'Frankenstein', image_url: null }])
})

test('a book that is not found, and a catalogue that does not respond', async ({ page, reader }) => {
  const { dialog, find, textOf } = await openForm(page, reader)
  await dialog.getByLabel('Title', { exact: true }).fill('Kept')
  await find('9780441478125')
  await dialog.getByText('No catalogue knows this book.').waitFor()
  await find('unavailable')
  await dialog.getByRole('alert').filter({ hasText: 'No catalogue responds at the moment.' }).waitFor()
  await page.route('**/lookup*', (route) =>
    route.fulfill({
      status: 429,
      headers: { 'Retry-After': '40' },
      json: { message: 'Later.', data: null, error: { code: 'rate_limited' } },
    }),
  )
  await find('emma')
  await dialog.getByRole('alert').filter({ hasText: 'Too many attempts.' }).waitFor()
  expect(await textOf('Title')).toBe('Kept')
})

test('a book that has no cover yet gets it and its edition in the form', async ({ page, reader }) => {
  const fields = { title: 'My Frankenstein', isbn: '9780141439471', publisher: 'Mine' }
  const { id } = await addByApi(reader, fields)
  const dialog = await openEditor(page, reader, id)
  expect(await dialog.getByRole('searchbox').inputValue()).toBe('9780141439471')
  await dialog.getByRole('button', { name: 'Find' }).click()
  await dialog.getByRole('button', { name: /^Frankenstein/ }).click()
  await dialog.getByRole('img', { name: 'Preview of the cover' }).waitFor()
  await save(dialog)
  const book = (await reader.api('GET', `/books/${id}`)).data
  expect(book).toMatchObject({ ...fields, authors: ['Mary Shelley'], pages: 273 })
  expect(book.image_url).not.toBe(null)
})
