import { expect, test } from './support/test.mjs'

test('a message disappears when its field is corrected, and the others stay', async ({ page }) => {
  await page.goto('/#/sign-up')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByText('Enter your email.').waitFor()
  await page.getByLabel('Name').fill('Ada Lovelace')
  await page.getByText('Enter your first and last name.').waitFor({ state: 'detached' })
  expect(await page.getByLabel('Name').getAttribute('aria-invalid')).toBe(null)
  expect(await page.getByText('Enter your email.').isVisible()).toBe(true)
  expect(await page.getByText('Choose a password.').isVisible()).toBe(true)
})

test('a corrected field of a book loses its message', async ({ page, reader }) => {
  await reader.signIn(page.context())
  await page.goto('/#/books/new/hand')
  const dialog = page.getByRole('dialog', { name: 'Add a book' })
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await dialog.getByText('Enter a title.').waitFor()
  await dialog.getByLabel('Title', { exact: true }).fill('Emma')
  await dialog.getByText('Enter a title.').waitFor({ state: 'detached' })
})
