import { fixture, newReader } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const openEditor = async (page, reader, id) => {
  await reader.signIn(page.context())
  await page.goto(`/#/books/${id}/edit`)
  const dialog = page.getByRole('dialog', { name: 'Edit the book' })
  await dialog.getByLabel('Title', { exact: true }).waitFor()
  return dialog
}

/** Changes the book by the API while the reader edits it, then saves. @returns the conflict dialog */
const causeConflict = async (page, reader) => {
  const { id } = await reader.addBook({ title: 'A Draft', description: 'First.' })
  const dialog = await openEditor(page, reader, id)
  await dialog.getByLabel('Title', { exact: true }).fill('My Title')
  await reader.api('PATCH', `/books/${id}`, { json: { title: 'Their Title' } })
  await dialog.getByRole('button', { name: 'Save' }).click()
  const conflict = page.getByRole('dialog', { name: 'This book has changed' })
  await conflict.getByRole('region', { name: 'Your version' }).getByText('My Title').waitFor()
  await conflict.getByRole('region', { name: 'Saved version' }).getByText('Their Title').waitFor()
  const stored = async () => (await reader.api('GET', `/books/${id}`)).data
  expect((await stored()).title).toBe('Their Title')
  return { conflict, stored }
}

test('a book is opened, changed and saved', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'Before', description: 'First.' })
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('link', { name: 'Before' }).click()
  const book = page.getByRole('dialog', { name: 'Before' })
  await book.getByText('First.').waitFor()
  await book.getByRole('link', { name: 'Edit' }).click()

  const editor = page.getByRole('dialog', { name: 'Edit the book' })
  await editor.getByLabel('Title', { exact: true }).fill('After')
  await editor.getByRole('radio', { name: 'Romance' }).check()
  await editor.getByRole('button', { name: 'Save' }).click()
  const changed = page.getByRole('dialog', { name: 'After' })
  await changed.getByText('Romance').waitFor()
  await changed.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('region', { name: 'Books' }).getByRole('link', { name: 'After' }).waitFor()
  expect((await reader.api('GET', `/books/${id}`)).data).toMatchObject({
    title: 'After',
    category: 'romance',
  })
})

test('a book gets a new cover', async ({ page, reader }) => {
  const before = await reader.addBook()
  const dialog = await openEditor(page, reader, before.id)
  const preview = dialog.getByRole('img', { name: 'Preview of the cover' })
  const shown = () => preview.evaluate((image) => image.currentSrc)
  await expect.poll(shown).toBe(before.image_url)
  await dialog.getByLabel('Cover image').setInputFiles(fixture('photo.webp'))
  await expect.poll(shown).toMatch(/^blob:/)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { data: after } = await reader.api('GET', `/books/${before.id}`)
  expect(after.image_url).not.toBe(before.image_url)
  await expect
    .poll(() =>
      page
        .getByRole('dialog')
        .locator('img')
        .evaluate((image) => image.currentSrc),
    )
    .toBe(after.image_url)
})

test('the reader resolves a conflict with their own version', async ({ page, reader }) => {
  const { conflict, stored } = await causeConflict(page, reader)
  await conflict.getByRole('button', { name: 'Keep my version' }).click()
  await page.getByRole('dialog', { name: 'My Title' }).waitFor()
  expect((await stored()).title).toBe('My Title')
})

test('the reader resolves a conflict with the saved version', async ({ page, reader }) => {
  const { conflict, stored } = await causeConflict(page, reader)
  await conflict.getByRole('button', { name: 'Keep the saved version' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit the book' })
  await expect.poll(() => editor.getByLabel('Title', { exact: true }).inputValue()).toBe('Their Title')
  expect((await stored()).title).toBe('Their Title')
})

test('the reader goes back from a conflict to the form, and corrects their own version', async ({
  page,
  reader,
}) => {
  const { conflict, stored } = await causeConflict(page, reader)
  await page.keyboard.press('Escape')
  const editor = page.getByRole('dialog', { name: 'Edit the book' })
  await expect.poll(() => editor.getByLabel('Title', { exact: true }).inputValue()).toBe('My Title')
  await editor.getByLabel('Title', { exact: true }).fill('Our Title')
  await editor.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog', { name: 'Our Title' }).waitFor()
  expect(await conflict.count()).toBe(0)
  expect((await stored()).title).toBe('Our Title')
})

test("another reader's book can be read, but not changed", async ({ page, reader }) => {
  const other = await newReader()
  const { id } = await other.addBook({ title: 'Not Yours' })
  await reader.signIn(page.context())
  await page.goto(`/#/books/${id}`)
  const book = page.getByRole('dialog', { name: 'Not Yours' })
  await book.getByRole('heading', { name: 'Not Yours' }).waitFor()
  expect(await book.getByRole('link', { name: 'Edit' }).count()).toBe(0)
  expect(await book.getByRole('button', { name: 'Delete' }).count()).toBe(0)
})
