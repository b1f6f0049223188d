import { expect, test } from './support/test.mjs'

const books = (page) => page.getByRole('region', { name: 'Books', exact: true })
const titles = (page) => books(page).locator('.card-title').allTextContents()
const message = (page, text) => page.getByRole('status').filter({ hasText: text })

const openEditor = async (page, reader, parameters, title) => {
  await reader.signIn(page.context())
  await page.goto(`/#/?${parameters}`)
  await books(page).getByRole('link', { name: title }).click()
  await page.getByRole('dialog', { name: title }).getByRole('link', { name: 'Edit' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit the book' })
  await editor.getByLabel('Title', { exact: true }).waitFor()
  return editor
}

const changeTitle = async (page, editor, title) => {
  await editor.getByLabel('Title', { exact: true }).fill(title)
  await editor.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog', { name: title }).waitFor()
}

test('an edited book that no search finds any more leaves the list, and can be shown', async ({
  page,
  reader,
}) => {
  for (const title of ['Emma', 'Emma and I']) await reader.addBook({ title })
  const editor = await openEditor(page, reader, 'q=emma', 'Emma and I')
  await changeTitle(page, editor, 'Persuasion')
  await message(page, '“Persuasion” is no longer in this list.').waitFor()
  await expect.poll(() => titles(page)).toEqual(['Emma'])
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect.poll(() => titles(page)).toEqual(['Persuasion', 'Emma'])
})

test('an edited book moves to its place in the order', async ({ page, reader }) => {
  for (const title of ['Aurora', 'Emma', 'Middlemarch']) await reader.addBook({ title })
  const editor = await openEditor(page, reader, 'sort=title', 'Aurora')
  await changeTitle(page, editor, 'Lady Susan')
  await message(page, '“Lady Susan” now stands behind “Emma”.').waitFor()
  await expect.poll(() => titles(page)).toEqual(['Emma', 'Lady Susan', 'Middlemarch'])
})

test('an added book is where it belongs, and no page has a book twice or skips one', async ({
  page,
  reader,
}) => {
  await reader.addBooks(
    Array.from({ length: 70 }, (_, at) => ({ title: `Volume ${100 + at}`, description: '' })),
  )
  await reader.signIn(page.context())
  await page.goto('/#/?sort=title&view=list')
  const rows = () => books(page).locator('.row-title').allTextContents()
  await expect.poll(async () => (await rows()).length).toBeGreaterThan(0)
  const { data } = await reader.api('POST', '/books', { json: { title: 'Volume 099' } })
  await reader.api('DELETE', `/books/${data.id}`)
  await page.goto('/#/books/new/hand?sort=title&view=list')
  const form = page.getByRole('dialog', { name: 'Add a book' })
  await form.getByLabel('Title', { exact: true }).fill('Volume 120 and a half')
  await form.getByRole('button', { name: 'Add to the shelf' }).click()
  await form.waitFor({ state: 'detached' })
  await expect
    .poll(async () => {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
      return (await rows()).length
    })
    .toBe(71)
  const all = (await rows()).map((title) => title.trim())
  expect(new Set(all).size).toBe(71)
  expect(all[21]).toBe('Volume 120 and a half')
})
