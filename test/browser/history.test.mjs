import { expect, test } from './support/test.mjs'

const start = async (page, reader, titles = ['Emma']) => {
  for (const title of titles) await reader.addBook({ title })
  await reader.signIn(page.context())
  await page.goto('/#/import')
  await page.getByRole('heading', { name: 'Import a library' }).waitFor()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shelf' }).click()
  const books = page.getByRole('region', { name: 'Books' })
  return { books, open: (title) => books.getByRole('link', { name: title }).click() }
}

test('a closed dialog leaves no entry in the history, and the title of the page comes back', async ({
  page,
  reader,
}) => {
  const { open } = await start(page, reader)
  const dialog = page.getByRole('dialog', { name: 'Emma' })
  for (let round = 0; round < 3; round++) {
    await open('Emma')
    await dialog.waitFor()
    await expect.poll(() => page.title()).toBe('Emma · Bookplate')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.title()).toBe('Your shelf · Bookplate')
  }
  await page.goBack()
  await page.getByRole('heading', { name: 'Import a library' }).waitFor()
})

test('editing a book leaves no entry in the history', async ({ page, reader }) => {
  const { open } = await start(page, reader)
  await open('Emma')
  await page.getByRole('dialog', { name: 'Emma' }).getByRole('link', { name: 'Edit' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit the book' })
  await editor.getByLabel('Title', { exact: true }).fill('Emma, again')
  await editor.getByRole('button', { name: 'Save' }).click()
  const dialog = page.getByRole('dialog', { name: 'Emma, again' })
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.goBack()
  await page.getByRole('heading', { name: 'Import a library' }).waitFor()
})

test('a dialog that was opened by its address is replaced by the shelf', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'Emma' })
  await reader.signIn(page.context())
  await page.goto('about:blank')
  await page.goto(`/#/books/${id}`)
  const dialog = page.getByRole('dialog', { name: 'Emma' })
  await dialog.getByText('A book.').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).dblclick()
  await dialog.waitFor({ state: 'detached' })
  await page.goBack()
  await expect.poll(() => page.url()).toBe('about:blank')
})

test('neither Back nor Forward shows a deleted book', async ({ page, reader }) => {
  const { open } = await start(page, reader, ['Emma', 'Persuasion'])
  await open('Emma')
  const dialog = page.getByRole('dialog', { name: 'Emma' })
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.goForward()
  await expect.poll(() => page.url()).toMatch(/#\/$/)
  await expect.poll(() => dialog.count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await open('Emma')
  await dialog.waitFor()
})

test('a book that was deleted on another device is not shown from the list', async ({ page, reader }) => {
  const { open } = await start(page, reader)
  const { data } = await reader.api('GET', '/books')
  await page.getByRole('region', { name: 'Books' }).getByRole('link', { name: 'Emma' }).waitFor()
  await reader.api('DELETE', `/books/${data[0].id}`)
  await open('Emma')
  await page.getByRole('status').filter({ hasText: '“Emma” was deleted.' }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Your shelf is empty' }).waitFor()
})
