import { readFile } from 'node:fs/promises'
import { dropFile } from './support/drop.mjs'
import { hold } from './support/hold.mjs'
import { hasFocus } from './support/keyboard.mjs'
import { loseResponse } from './support/lose-response.mjs'
import { fixture } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const csv = (text, name = 'mine.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const two = csv('title,description,category\nFirst,,poetry\nSecond,A sequel.,horror\n')

const openImport = async (page, reader) => {
  await reader.signIn(page.context())
  await page.goto('/#/import')
  const picker = page.getByLabel('File to import')
  await picker.waitFor()
  return picker
}

test('a Goodreads file is dropped, previewed and imported', async ({ page, reader }) => {
  const picker = await openImport(page, reader)
  await dropFile(page, picker, fixture('goodreads.csv'))
  await page.getByRole('heading', { name: '3 books to add' }).waitFor()
  const preview = page.getByRole('table', { name: 'Expected outcome of each row' })
  const row = preview.getByRole('row', { name: /A House of Salt/ })
  await row.getByText('Will be added').waitFor()
  expect((await reader.api('GET', '/books')).data).toEqual([])

  await page.getByRole('button', { name: 'Import 3 books' }).click()
  await page.getByRole('heading', { name: '3 books added to your shelf' }).waitFor()
  // Their dates come from the file, so they are not the first of the shelf.
  await page.getByRole('button', { name: 'See the 3 new books' }).click()
  const outcome = page.getByRole('table', { name: 'Outcome of each row' })
  expect(await hasFocus(outcome)).toBe(true)
  await outcome.getByRole('link', { name: /A House of Salt/ }).waitFor()
  expect(await outcome.getByRole('link').count()).toBe(3)
  await page.getByRole('link', { name: 'To the shelf' }).click()
  await page.getByRole('link', { name: /A House of Salt/ }).waitFor()
})

test('an upload shows its progress', async ({ page, reader }) => {
  const picker = await openImport(page, reader)
  const sending = await hold(page, '**/books/import', 'POST')
  await picker.setInputFiles(two)
  await page.getByRole('progressbar').waitFor()
  sending.release()
  await page.getByRole('heading', { name: '2 books to add' }).waitFor()
})

test('the failed rows can be downloaded', async ({ page, reader }) => {
  const picker = await openImport(page, reader)
  await picker.setInputFiles(csv('title,description,category\nGood,,poetry\n,Untitled,\n,Nameless,poetry\n'))
  await page.getByRole('heading', { name: '1 book to add' }).waitFor()
  await page.getByRole('button', { name: 'Import 1 book' }).click()
  await page.getByRole('heading', { name: '1 book added to your shelf' }).waitFor()

  await page.getByRole('combobox', { name: 'Show' }).selectOption('failed')
  const rows = page.getByRole('table').getByRole('row')
  await expect.poll(() => rows.count()).toBe(3)

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the 2 failed rows' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('mine failed rows.csv')
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toContain('Untitled')
  expect(text).toContain('Nameless')
  expect(text).not.toContain('Good')
})

test('a book that exists already is skipped', async ({ page, reader }) => {
  await reader.addBooks([{ title: 'First', description: '', category: 'poetry' }])
  const picker = await openImport(page, reader)
  await picker.setInputFiles(two)
  await page.getByRole('row', { name: /First.*Already there/ }).waitFor()
  await page.getByRole('row', { name: /Second.*Will be added/ }).waitFor()
})

test('a file that is no table gives an error beside the field', async ({ page, reader }) => {
  const picker = await openImport(page, reader)
  await picker.setInputFiles(csv('PK\u0003\u0004 a workbook', 'list.csv'))
  await page.getByRole('alert').waitFor()
  expect(await picker.getAttribute('aria-invalid')).toBe('true')
})

test('an import whose response was lost is not repeated', async ({ page, reader }) => {
  const picker = await openImport(page, reader)
  await picker.setInputFiles(two)
  const apply = page.getByRole('button', { name: 'Import 2 books' })
  await apply.waitFor()
  await loseResponse(page, '*/books/import')
  await apply.click()
  await page.getByRole('alert').filter({ hasText: 'The service could not be reached.' }).waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  // The response of the first attempt.
  await page.getByRole('heading', { name: '2 books added to your shelf' }).waitFor()
  expect((await reader.api('GET', '/books')).data).toHaveLength(2)
})
