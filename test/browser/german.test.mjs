import { expect, test } from './support/test.mjs'

const germanTest = test.extend('locale', () => 'de-AT')

germanTest(
  'the browser chooses German, and messages of the service are German too',
  async ({ page, reader }) => {
    await page.goto('/#/sign-up')
    await page.getByRole('heading', { name: 'Beginnen Sie eine Bibliothek' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
    await page.getByLabel('Name').fill('Einzelwort')
    await page.getByLabel('E-Mail-Adresse').fill(reader.email)
    await page.getByLabel('Passwort', { exact: true }).fill('kurz')
    await page.getByRole('button', { name: 'Konto anlegen' }).click()
    await page
      .getByRole('textbox', { name: 'Name', description: 'Geben Sie Vor- und Nachnamen ein.' })
      .waitFor()
    await page.getByText('Dieses Passwort erfüllt die Regeln nicht.').waitFor()

    await page.goto('/#/sign-in')
    // The form before has fields with the same labels.
    await page.getByRole('button', { name: 'Anmelden' }).waitFor()
    await page.getByLabel('E-Mail-Adresse').fill(reader.email)
    await page.getByLabel('Passwort', { exact: true }).fill('nicht meins, und lang')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page
      .getByRole('alert')
      .filter({ hasText: 'Die E-Mail-Adresse oder das Passwort ist falsch.' })
      .waitFor()
  },
)

test('the language is chosen on the account page, in every tab and for later', async ({
  page,
  context,
  reader,
}) => {
  await reader.signIn(context)
  await page.goto('/#/account')
  const other = await context.newPage()
  await other.goto('/#/account')
  await other.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  await page.getByLabel('Language', { exact: true }).selectOption('Deutsch')
  for (const tab of [page, other]) await tab.getByRole('heading', { name: 'Konto', exact: true }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Konto', exact: true }).waitFor()
  expect(await page.getByLabel('Sprache', { exact: true }).inputValue()).toBe('de')
  await page.getByLabel('Sprache', { exact: true }).selectOption('Sprache des Browsers (English)')
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  expect(await page.evaluate(() => ({ ...localStorage }))).not.toHaveProperty('bookplate:language')
})

test('a language whose texts do not load is not chosen', async ({ page, context, reader }) => {
  await reader.signIn(context)
  await page.goto('/#/account')
  const language = page.getByLabel('Language', { exact: true })
  await language.waitFor()
  await page.route('**/assets/german-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'throw new Error()' }),
  )
  await language.selectOption('Deutsch')
  await page.getByText('The texts could not be loaded.').waitFor()
  expect(await language.inputValue()).toBe('')
})

test('numbers follow the language that is chosen later', async ({ page, context, reader }) => {
  await reader.signIn(context)
  await page.goto('/#/account')
  await page.getByLabel('Language', { exact: true }).selectOption('Deutsch')
  await page.getByRole('heading', { name: 'Konto', exact: true }).waitFor()
  await page.goto('/#/import')
  await page.getByText('mit höchstens 10.000 Büchern').waitFor()
})
