import { hasFocus } from './support/keyboard.mjs'
import { book, link, open, three } from './support/sheet.mjs'
import { expect, test } from './support/test.mjs'

test('a typo is fixed in two clicks, and Escape takes a change back', async ({ page, reader }) => {
  await open(page, reader, three)
  await link(page, 'Third').click()
  const sheet = book(page, 'Third')
  // The first click.
  await sheet.getByText('The lats one.').click()
  const field = sheet.getByRole('textbox', { name: 'Description' })
  await field.fill('The last one.')
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH')
  // The second click.
  await sheet.getByRole('button', { name: 'Save' }).click()
  expect((await saved).request().postDataJSON()).toEqual({ description: 'The last one.' })
  await sheet.getByText('The last one.').waitFor()

  await sheet.getByRole('button', { name: 'Change: Title' }).click()
  const title = sheet.getByRole('textbox', { name: 'Title' })
  await title.fill('   ')
  await page.keyboard.press('Enter')
  await sheet.getByRole('alert').filter({ hasText: 'Enter a title.' }).waitFor()
  await title.fill('Fourth')
  await page.keyboard.press('Escape')
  await sheet.getByRole('heading', { name: 'Third' }).waitFor()
  expect(await hasFocus(sheet.getByRole('button', { name: 'Change: Title' }))).toBe(true)

  await page.keyboard.press('Enter')
  await title.fill('Fourth')
  await page.keyboard.press('Enter')
  await book(page, 'Fourth').waitFor()
  await link(page, 'Fourth').waitFor()
})

test('a change in place that fails keeps what was typed', async ({ page, reader }) => {
  await open(page, reader, three)
  await link(page, 'Second').click()
  await page.route('**/books/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await book(page, 'Second').getByRole('button', { name: 'Change: Author' }).click()
  await page.getByRole('textbox', { name: 'Author' }).fill('Ada Wright')
  // Leaving the field saves it.
  await link(page, 'First').click()
  await book(page, 'First').waitFor()
  await page.getByText(/was not changed/).waitFor()
  await link(page, 'Second').click()
  const field = book(page, 'Second').getByRole('textbox', { name: 'Author' })
  expect(await field.inputValue()).toBe('Ada Wright')
  await page.unroute('**/books/*')
  await field.press('Enter')
  await book(page, 'Second').getByText('Ada Wright').waitFor()
  await field.waitFor({ state: 'detached' })
})
