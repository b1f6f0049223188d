import { addAuthenticator } from './support/authenticator.mjs'
import { sendPassword, toSecondStep } from './support/sign-in.mjs'
import { expect, test } from './support/test.mjs'
import { addTotp } from './support/totp.mjs'

const codeField = (page, name = 'Code') => page.getByRole('textbox', { name, exact: true })
const signIn = (page) => page.getByRole('button', { name: 'Sign in', exact: true })
const atShelf = (page) => page.getByRole('heading', { name: 'Mary Shelley' }).waitFor()

test('the code of an authenticator app completes a sign-in, at the address that was opened', async ({
  page,
  reader,
}) => {
  const { code } = await addTotp(reader)
  await page.goto('/#/account')
  await sendPassword(page, reader)
  const field = codeField(page)
  await field.waitFor()
  expect(await field.evaluate((input) => input.matches(':focus'))).toBe(true)
  expect(await field.getAttribute('autocomplete')).toBe('one-time-code')
  expect(await field.getAttribute('inputmode')).toBe('numeric')
  // As it is pasted from a mail or an app.
  await field.fill(` ${(await code()).replace(/^.../, '$& ')} `)
  await field.press('Enter')
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
})

test('a wrong code is said in plain words, and a recovery code works', async ({ page, reader }) => {
  const { recoveryCodes } = await addTotp(reader)
  await toSecondStep(page, reader)
  await signIn(page).click()
  await page.getByRole('textbox', { name: 'Code', description: /Enter a code\./ }).waitFor()
  await codeField(page).fill('000000')
  await signIn(page).click()
  await page.getByRole('textbox', { name: 'Code', description: /This code is wrong/ }).waitFor()
  expect(await codeField(page).inputValue()).toBe('000000')
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  const field = codeField(page, 'Recovery code')
  expect(await field.evaluate((input) => input.matches(':focus'))).toBe(true)
  await field.fill(recoveryCodes[0])
  await signIn(page).click()
  await atShelf(page)
})

test('a trusted device needs only the password the next time', async ({ page, reader }) => {
  const { code } = await addTotp(reader)
  await toSecondStep(page, reader)
  await codeField(page).fill(await code())
  await page.getByLabel('Trust this device for 30 days').check()
  await signIn(page).click()
  await atShelf(page)
  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  await page.goto('/#/')
  await sendPassword(page, reader)
  await atShelf(page)
})

test('too many wrong codes show the waiting time', async ({ page, reader }) => {
  await addTotp(reader)
  await toSecondStep(page, reader)
  const statuses = []
  while (statuses.at(-1) !== 429 && statuses.length < 10) {
    await codeField(page).fill('000000')
    const response = page.waitForResponse('**/users/login/mfa')
    await signIn(page).click()
    statuses.push((await response).status())
  }
  expect(statuses.at(-1)).toBe(429)
  await page
    .getByRole('alert')
    .filter({ hasText: /Too many attempts/ })
    .waitFor()
  await page.getByRole('button', { name: /^Wait \d+/ }).waitFor()
})

test('a sign-in that took too long says so, and leads back to the password', async ({ page, reader }) => {
  await addTotp(reader)
  await page.clock.install()
  await toSecondStep(page, reader)
  await page.clock.fastForward('10:01')
  await page.getByRole('alert').filter({ hasText: 'took too long' }).waitFor()
  const again = page.getByRole('button', { name: 'Enter the password again' })
  expect(await again.evaluate((button) => button.matches(':focus'))).toBe(true)
  await again.click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  expect(await page.getByLabel('Email').inputValue()).toBe(reader.email)
  const password = page.getByLabel('Password', { exact: true })
  expect(await password.evaluate((input) => input.matches(':focus'))).toBe(true)
})

test('a sign-in that the service has ended leads back to the password', async ({ page, reader }) => {
  const { code } = await addTotp(reader)
  await toSecondStep(page, reader)
  const { password } = reader
  // A new password ends the sign-ins that wait.
  const json = {
    new_password: 'the stones of venice',
    current_password: password,
    proof: { password, code: await code() },
  }
  expect((await reader.api('PUT', '/users/password', { json })).status).toBe(204)
  await codeField(page).fill(await code(1))
  await signIn(page).click()
  await page.getByRole('alert').filter({ hasText: 'This sign-in has ended' }).waitFor()
  await page.getByRole('button', { name: 'Enter the password again' }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
})

test('a reader goes back to the password, and a new visit begins there', async ({ page, reader }) => {
  await addTotp(reader)
  await toSecondStep(page, reader)
  await page.getByRole('button', { name: 'Back to the password' }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  expect(await page.getByLabel('Email').inputValue()).toBe(reader.email)
  await sendPassword(page, reader)
  await codeField(page).waitFor()
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(stored).not.toContain('bpmfa_')
  await page.reload()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
})

test('a sign-in in another tab takes the place of the second step', async ({ page, context, reader }) => {
  const { code } = await addTotp(reader)
  await toSecondStep(page, reader)
  const other = await context.newPage()
  await toSecondStep(other, reader)
  await codeField(other).fill(await code())
  await signIn(other).click()
  await atShelf(other)
  await atShelf(page)
})

test('the browser adds a passkey after the second step, and the passkey is a second step', async ({
  page,
  reader,
}) => {
  // Headless Chromium has no password manager, which would offer this.
  await page.addInitScript(() => {
    const capabilities = { conditionalCreate: true, conditionalGet: false }
    PublicKeyCredential.getClientCapabilities = async () => capabilities
    const create = navigator.credentials.create.bind(navigator.credentials)
    navigator.credentials.create = ({ mediation, ...options }) => {
      window.mediation = mediation
      return create(options)
    }
  })
  const authenticator = await addAuthenticator(page)
  const { code } = await addTotp(reader)
  await toSecondStep(page, reader)
  expect(await page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0)
  await codeField(page).fill(await code())
  await signIn(page).click()
  await atShelf(page)
  await expect.poll(async () => (await authenticator.credentials()).length).toBe(1)
  expect(await page.evaluate(() => window.mediation)).toBe('conditional')
  await expect.poll(async () => (await reader.api('GET', '/users/passkeys')).data.length).toBe(1)

  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  await toSecondStep(page, reader)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await atShelf(page)
})
