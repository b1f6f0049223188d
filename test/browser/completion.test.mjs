import { openGroup, openNewForm, save } from './support/book-form.mjs'
import { hold } from './support/hold.mjs'
import { expect, test } from './support/test.mjs'

const books = [
  { title: 'Emma', authors: ['Jane Austen'], tags: ['Regency', 'reread'], series: 'Novels' },
  { title: 'Persuasion', authors: ['Jane Austen'], tags: ['Regency'], series: 'Novels' },
  { title: 'Villette', authors: ['Charlotte Brontë'], tags: ['réalisme'] },
]

const open = async (page, reader) => {
  await reader.addBooks(books)
  const dialog = await openNewForm(page, reader)
  await dialog.getByLabel('Title', { exact: true }).fill('New')
  return dialog
}
const options = (dialog, label) =>
  dialog.getByRole('listbox', { name: `Suggestions: ${label}` }).getByRole('option')

test('authors, series and tags are completed by keyboard from the own library', async ({ page, reader }) => {
  const dialog = await open(page, reader)
  const author = dialog.getByRole('combobox', { name: 'Author 1' })
  await author.pressSequentially('bron')
  await author.fill('jan')
  await expect.poll(() => options(dialog, 'Author 1').allTextContents()).toEqual(['Jane Austen'])
  await author.press('ArrowDown')
  const active = await author.getAttribute('aria-activedescendant')
  expect(await options(dialog, 'Author 1').first().getAttribute('id')).toBe(active)
  // Enter takes the name, and does not send the form.
  await author.press('Enter')
  expect(await author.inputValue()).toBe('Jane Austen')
  expect(await author.getAttribute('aria-expanded')).toBe('false')

  await openGroup(dialog, 'About the book')
  const series = dialog.getByRole('combobox', { name: 'Series' })
  await series.fill('nov')
  await options(dialog, 'Series').getByText('Novels').click()
  expect(await series.inputValue()).toBe('Novels')

  await openGroup(dialog, 'Your reading')
  const tags = dialog.getByRole('combobox', { name: 'Tags' })
  // Accents and case do not matter, and the most frequent comes first.
  await tags.fill('RE')
  await expect
    .poll(() => options(dialog, 'Tags').allTextContents())
    .toEqual(['Regency', 'reread', 'réalisme'])
  await tags.press('ArrowDown')
  await tags.press('Enter')
  await dialog.getByRole('button', { name: 'Remove tag Regency' }).waitFor()
  // A tag that is chosen is not offered.
  await tags.fill('re')
  await expect.poll(() => options(dialog, 'Tags').allTextContents()).toEqual(['reread', 'réalisme'])
  // Escape closes the list, and not the dialog. The typed text stays.
  await tags.press('Escape')
  expect(await options(dialog, 'Tags').count()).toBe(0)
  expect(await tags.inputValue()).toBe('re')
  await tags.press('Enter')
  await save(dialog, 'Add to the shelf')
  const { data } = await reader.api('GET', '/books?q=New')
  expect(data[0]).toMatchObject({ authors: ['Jane Austen'], series: 'Novels', tags: ['Regency', 're'] })
})

test('a late response does not open the list of a field that was left', async ({ page, reader }) => {
  const dialog = await open(page, reader)
  const facets = await hold(page, '**/books/facets?*facet=author*', 'GET')
  const author = dialog.getByRole('combobox', { name: 'Author 1' })
  await author.fill('jan')
  await expect.poll(() => facets.count()).toBe(1)
  await author.press('Tab')
  facets.release()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  expect(await options(dialog, 'Author 1').count()).toBe(0)
  expect(await author.inputValue()).toBe('jan')
})
