import { ask } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const openAccount = async (page, reader) => {
  await reader.signIn(page.context())
  await page.goto('/#/account')
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
}

const signInByApi = async ({ email, password }) =>
  (await ask('POST', '/users/login', { json: { email, password } })).status

test('the name on the bookplate is changed', async ({ page, reader }) => {
  await openAccount(page, reader)
  const name = page.getByLabel('Name', { exact: true })
  expect(await name.inputValue()).toBe('Mary Shelley')
  await name.fill('Mary Godwin')
  await page.getByRole('button', { name: 'Save name' }).click()
  await page.getByRole('status').filter({ hasText: 'Your name is changed.' }).waitFor()
  await page.getByRole('link', { name: 'Shelf', exact: true }).click()
  await page.getByRole('heading', { name: 'Mary Godwin' }).waitFor()
  expect((await reader.api('GET', '/users')).data.name).toBe('Mary Godwin')
})

test('a change of the password signs out every other device', async ({ page, reader }) => {
  await reader.api('GET', '/users')
  await openAccount(page, reader)
  const current = page.getByLabel('Current password', { exact: true })
  const change = page.getByRole('button', { name: 'Change password' })
  await current.fill('not my password')
  await page.getByLabel('New password', { exact: true }).fill('stones of Venice, vol. 2')
  await change.click()
  await page
    .getByRole('textbox', { name: 'Current password', description: 'This is not your password.' })
    .waitFor()

  await current.fill(reader.password)
  await change.click()
  await page.getByRole('status').filter({ hasText: 'Your password is changed.' }).waitFor()
  expect(await current.inputValue()).toBe('')
  expect((await reader.api('GET', '/users')).status).toBe(401)
  expect(await signInByApi({ ...reader, password: 'stones of Venice, vol. 2' })).toBe(200)
  await page.reload()
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
})

test('another session can be ended, and the current one is marked', async ({ page, reader }) => {
  await reader.api('GET', '/users')
  await openAccount(page, reader)
  const sessions = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem')
  await expect.poll(() => sessions.count()).toBe(2)
  const here = sessions.filter({ hasText: 'This device' })
  expect(await here.count()).toBe(1)
  expect(await here.getByRole('button').count()).toBe(0)

  await page.getByRole('button', { name: /^End the session of / }).click()
  await expect.poll(() => sessions.count()).toBe(1)
  await here.waitFor()
  expect((await reader.api('GET', '/users')).status).toBe(401)
})

test('all sessions are ended at once', async ({ page, reader }) => {
  await reader.api('GET', '/users')
  await openAccount(page, reader)
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  expect((await reader.api('GET', '/users')).status).toBe(401)
})

test('an account is disabled after a confirmation', async ({ page, reader }) => {
  await openAccount(page, reader)
  await page.getByRole('button', { name: 'Disable …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Disable your account?' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Disable …' }).click()
  await dialog.getByRole('button', { name: 'Disable account' }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()

  await page.getByLabel('Email').fill(reader.email)
  await page.getByLabel('Password', { exact: true }).fill(reader.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').filter({ hasText: 'This account is disabled.' }).waitFor()
})

test('an account is erased only with its password', async ({ page, reader }) => {
  const { image_url } = await reader.addBook()
  await openAccount(page, reader)
  await page.getByRole('button', { name: 'Erase …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Erase everything?' })
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  const proof = page.getByRole('dialog', { name: 'Confirm that it is you' })
  const confirm = proof.getByRole('button', { name: 'Confirm' })
  await confirm.click()
  await proof.getByRole('textbox', { name: 'Your password', description: 'Enter your password.' }).waitFor()
  const password = proof.getByLabel('Your password', { exact: true })
  await password.fill('not my password')
  await confirm.click()
  await proof
    .getByRole('textbox', { name: 'Your password', description: 'This is not your password.' })
    .waitFor()

  await password.fill(reader.password)
  await confirm.click()
  await page.getByRole('heading', { name: 'Start a library' }).waitFor()
  expect(await signInByApi(reader)).toBe(401)
  await expect.poll(async () => (await fetch(image_url)).status).toBe(404)
})
