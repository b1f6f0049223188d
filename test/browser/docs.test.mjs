import {
  execute,
  fillCredentials,
  openDocs,
  openOperation,
  operationOf,
  signInOnDocs,
} from './support/docs.mjs'
import { hasFocus, tabTo } from './support/keyboard.mjs'
import { ask } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

test('a request carries the token of the sign-in on the page', async ({ page, reader }) => {
  await reader.addBook({ title: 'The Sign of Four' })
  await openDocs(page)
  await signInOnDocs(page, reader)
  const response = await execute(await openOperation(page, 'GET', '/books'))
  expect(await response.textContent()).toMatch(/200 in \d+ ms/)
  expect(await response.textContent()).toContain('The Sign of Four')
})

test('a wrong password shows what is wrong, and sets no token', async ({ page, reader }) => {
  await openDocs(page)
  await page.getByRole('form', { name: 'Sign in' }).getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Enter your password.').waitFor()
  await fillCredentials(page, { email: reader.email, password: 'not the password' })
  await page.getByRole('alert').getByText('The email or the password is wrong.').waitFor()
  const operation = await openOperation(page, 'GET', '/books')
  await operation.getByText('It needs a token.').waitFor()
  expect(await (await execute(operation)).textContent()).toContain('missing_token')
})

test('the hint at an operation leads to the sign-in', async ({ page }) => {
  await openDocs(page)
  const operation = await openOperation(page, 'GET', '/users')
  await operation.getByRole('button', { name: 'Sign in' }).click()
  await expect.poll(() => hasFocus(page.getByLabel('Email', { exact: true }))).toBe(true)
})

test('the page says when the token has expired', async ({ page, reader }) => {
  await page.clock.install()
  await openDocs(page)
  await signInOnDocs(page, reader)
  await page.clock.fastForward('15:01')
  await page.getByText(/^Your token expired at \d\d:\d\d\. Sign in again\.$/).waitFor()
})

test('the page says that its session has ended elsewhere', async ({ page, reader }) => {
  await openDocs(page)
  await signInOnDocs(page, reader)
  await reader.api('DELETE', '/users/sessions')
  await execute(await openOperation(page, 'GET', '/users'))
  await page
    .getByText('Your token is no longer valid, because its session has ended. Sign in again.')
    .waitFor()
})

test('signing out ends the session of the page, and no other', async ({ page, context, reader }) => {
  await reader.signIn(context)
  await openDocs(page)
  const signedIn = page.waitForResponse('**/users/login')
  await signInOnDocs(page, reader)
  const token = (await (await signedIn).json()).data.access_token
  expect((await ask('GET', '/users', { token })).status).toBe(200)
  const signedOut = page.waitForResponse('**/users/logout')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  expect((await signedOut).status()).toBe(204)
  expect((await ask('GET', '/users', { token })).status).toBe(401)
  await page.goto('/')
  await page.getByRole('heading', { name: reader.name }).waitFor()
})

test('a reload forgets the token, because it is in memory only', async ({ page, reader }) => {
  await openDocs(page)
  await signInOnDocs(page, reader)
  const kept = await page.evaluate(() => ({ ...localStorage, ...sessionStorage, cookie: document.cookie }))
  expect(kept).toEqual({ cookie: '' })
  await page.reload()
  await page.getByText('Sign in to try the operations that need a token.').waitFor()
})

test('a token from elsewhere is used, and removed', async ({ page, reader }) => {
  const { data: tokens } = await ask('POST', '/users/login', {
    json: { email: reader.email, password: reader.password },
  })
  await openDocs(page)
  await page.getByText('Use a token instead').click()
  await page.getByLabel('Access token or API key').fill(tokens.access_token)
  await page.getByRole('button', { name: 'Use this token' }).click()
  await page.getByText('Requests carry the token that you pasted.').waitFor()
  const operation = await openOperation(page, 'GET', '/users')
  expect(await (await execute(operation)).textContent()).toContain(reader.email)
  await page.getByRole('button', { name: 'Remove the token' }).click()
  await operation.getByText('It needs a token.').waitFor()
})

test('the filter finds operations by their summaries', async ({ page }) => {
  await openDocs(page)
  await page.getByLabel('Filter operations').fill('change your password')
  await expect.poll(() => page.locator('.opblock').count()).toBe(1)
  expect(await operationOf(page, 'PUT', '/users/password').isVisible()).toBe(true)
})

test('the docs are used with the keyboard alone', async ({ page, reader }) => {
  const { keyboard } = page
  await openDocs(page)
  await tabTo(page, page.getByLabel('Email', { exact: true }))
  await keyboard.type(reader.email)
  await keyboard.press('Tab')
  await keyboard.type(reader.password)
  await keyboard.press('Enter')
  await expect.poll(() => hasFocus(page.getByRole('button', { name: 'Sign out', exact: true }))).toBe(true)

  await tabTo(page, page.getByLabel('Filter operations'))
  await keyboard.type('list books')
  await expect.poll(() => page.locator('.opblock').count()).toBe(1)
  const operation = operationOf(page, 'GET', '/books')
  await tabTo(page, operation.locator('.opblock-summary-control'))
  await keyboard.press('Enter')
  const limit = operation.getByRole('textbox', { name: 'limit' })
  await limit.waitFor()
  await tabTo(page, limit)
  await keyboard.type('5')
  await operation.getByText('limit=5').waitFor()
  await tabTo(page, operation.getByRole('button', { name: 'Execute' }))
  await keyboard.press('Enter')
  await operation
    .locator('.docs-live')
    .getByText(/^200 in/)
    .waitFor()
  await tabTo(page, operation.locator('summary').filter({ hasText: '401' }))
  await keyboard.press('Enter')
  await operation.getByText('"code": ').first().waitFor()
})
