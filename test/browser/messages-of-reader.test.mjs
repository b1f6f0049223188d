import { submitSignIn } from './support/drafts.mjs'
import { hold } from './support/hold.mjs'
import { newReader } from './support/reader.mjs'
import { libraryOf, openShelf } from './support/selecting.mjs'
import { expect, test } from './support/test.mjs'

const three = ['Ada', 'Bea', 'Cyd'].map((title) => ({ title }))

/** Selects all books. */
const openSelected = async (page, reader) => {
  await reader.addBooks(three)
  const shelf = await openShelf(page, reader, '/#/?sort=title')
  await page.keyboard.press('ControlOrMeta+a')
  await shelf.message('3 books selected').waitFor()
  return shelf
}

const categories = async (reader) => Object.values(await libraryOf(reader)).map(({ category }) => category)

test('another reader sees no message about the books of the first, and no Undo', async ({ page, reader }) => {
  const other = await newReader({ name: 'Ada Lovelace' })
  const { choose, message } = await openSelected(page, reader)
  const { Bea } = await libraryOf(reader)
  await reader.api('PATCH', `/books/${Bea.id}`, { json: { category: 'horror' } })
  await choose('Category …', 'Poetry')
  await message('“Bea” was changed on another page or device, and stays as it is.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).hover()
  await page.evaluate(() => {
    location.hash = '#/account'
  })
  await page.getByRole('button', { name: 'Sign out', exact: true }).evaluate((button) => button.click())
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  expect(await page.getByText('Bea').count()).toBe(0)
  await submitSignIn(page, other)
  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  expect(await page.getByText('Bea').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
})

test('a batch whose session ends is told to the same reader, who sends it again', async ({
  page,
  reader,
}) => {
  const { choose } = await openSelected(page, reader)
  const batch = await hold(page, '**/books/batch', 'POST')
  await choose('Category …', 'Poetry')
  await expect.poll(() => batch.count()).toBe(1)
  await reader.api('DELETE', '/users/sessions')
  batch.release()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  expect(await page.getByText('could not be changed').count()).toBe(0)
  await submitSignIn(page, reader)
  await page.getByText(/^3 books could not be changed\./).waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Moved 3 books to Poetry.').waitFor()
})

test('a sign-out waits for a batch', async ({ page, reader }) => {
  const { choose } = await openSelected(page, reader)
  const batch = await hold(page, '**/books/batch', 'POST')
  await choose('Category …', 'Poetry')
  await expect.poll(() => batch.count()).toBe(1)
  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('button', { name: 'Signing out' }).waitFor()
  batch.release()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  expect(await categories(reader)).toEqual(['poetry', 'poetry', 'poetry'])
})

test('a double click on Undo takes back one of two deletions', async ({ page, reader }) => {
  await reader.addBooks(three)
  const { link, box, bar, message } = await openShelf(page, reader, '/#/?sort=title')
  for (const title of ['Ada', 'Bea']) {
    await link(title).hover()
    await box(title).click()
    await bar.getByRole('button', { name: 'Delete' }).click()
    await message(`Deleted “${title}”.`).waitFor()
  }
  await page.getByRole('button', { name: 'Undo' }).last().dblclick()
  await link('Bea').waitFor()
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1)
  expect(await link('Ada').count()).toBe(0)
})
