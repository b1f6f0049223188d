import { ask, password } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

test('a visitor signs up and sees an empty shelf', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign up' }).click()
  await page.getByLabel('Name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(`ada-${crypto.randomUUID()}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await page.getByRole('heading', { name: 'Your shelf is empty' }).waitFor()
})

test('the password rules of the form are those of the service', async ({ page }) => {
  const account = { name: 'Mary Shelley', email: `mary-${crypto.randomUUID()}@example.com` }
  const passwords = [
    'Sh0rt!',
    'all in lower 1',
    'Tr0ub4dor&3x',
    'correct horse battery staple',
    'password12345678',
    'Mary-Shelley-1818',
    'Bookplate-2026!',
    `${'long '.repeat(25)}long`,
    `${'ab c'.repeat(33)}`,
    'Ünïcödé🦉7!',
  ]
  await page.goto('/#/sign-up')
  await page.getByLabel('Name').fill(account.name)
  await page.getByLabel('Email').fill(account.email)
  const field = page.getByLabel('Password', { exact: true })
  const rules = page.getByRole('list', { name: 'Password rules' }).getByRole('listitem')
  const policy = page.waitForResponse(/\/assets\/policy-/)
  await field.focus()
  await policy

  for (const password of passwords) {
    const { status } = await ask('POST', '/users', { json: { ...account, password } })
    await field.fill(password)
    await expect
      .poll(async () => (await rules.filter({ hasText: ': done' }).count()) === 3, { message: password })
      // The first valid password creates the account. For later ones the status is 409.
      .toBe(status !== 400)
  }
})

test('each error is shown beside its field', async ({ page, reader }) => {
  await page.goto('/#/sign-up')
  const signUp = page.getByRole('button', { name: 'Sign up' })
  await signUp.click()
  const name = page.getByRole('textbox', { name: 'Name', description: /Enter your first and last name/ })
  await name.waitFor()
  expect(await name.evaluate((input) => input.matches(':focus'))).toBe(true)
  await page.getByRole('textbox', { name: 'Email', description: 'Enter your email.' }).waitFor()

  await name.fill('Mary')
  await page.getByLabel('Email').fill(reader.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await signUp.click()
  const invalid = page.locator('input[name=name][aria-invalid=true]')
  await invalid.waitFor()

  await invalid.fill('Mary Shelley')
  await signUp.click()
  await page
    .getByRole('textbox', { name: 'Email', description: /An account with this email exists already/ })
    .waitFor()
})

test('sign-up says that other readers see titles, unless the catalogue is closed', async ({ page }) => {
  await page.goto('/#/sign-up')
  const sentence = page.getByText('Other readers can see the titles of your books')
  await sentence.waitFor()
  // The page that the service sends where readers cannot see each other's books.
  await page.route('/', async (route) => {
    const response = await route.fetch()
    const text = await response.text()
    await route.fulfill({ response, body: text.replace('<html', '<html data-shared-catalogue="off"') })
  })
  await page.reload()
  await page.getByRole('heading', { name: 'Start a library' }).waitFor()
  expect(await sentence.count()).toBe(0)
})
