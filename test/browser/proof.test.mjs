import { addAuthenticator } from './support/authenticator.mjs'
import { newPassword } from './support/mailed.mjs'
import { openMethods } from './support/methods.mjs'
import { proofDialog, proveByPassword } from './support/prove.mjs'
import { ask } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const openProof = async (page, reader) => {
  await reader.signIn(page.context())
  const region = await openMethods(page)
  await region.getByRole('button', { name: 'Add an authenticator app' }).click()
  await proofDialog(page).getByLabel('Your password', { exact: true }).waitFor()
}

test('a stolen session adds no factor and changes nothing without a proof', async ({ page, reader }) => {
  await addAuthenticator(page)
  const wrong = { proof: { password: 'not my password' } }
  const attempts = [
    ['POST', '/users/passkeys/options'],
    ['POST', '/users/mfa/totp'],
    ['DELETE', '/users?purge=true'],
  ]
  for (const [method, path] of attempts) {
    expect((await reader.api(method, path, { json: wrong })).status, path).toBe(401)
  }
  expect((await reader.api('POST', '/users/mfa/totp', { json: {} })).status).toBe(403)

  await openProof(page, reader)
  await proveByPassword(page, 'not my password')
  await proofDialog(page)
    .getByRole('textbox', { name: 'Your password', description: 'This is not your password.' })
    .waitFor()
  expect((await reader.api('GET', '/users/passkeys')).data).toEqual([])
  expect((await reader.api('GET', '/users/mfa')).data.totp).toBe(null)
})

test('a stolen session changes no password without a proof', async ({ page, reader }) => {
  const json = { new_password: newPassword }
  const put = async (fields) =>
    (await reader.api('PUT', '/users/password', { json: { ...json, ...fields } })).status
  expect(await put({})).toBe(400)
  expect(await put({ proof: { password: 'not my password' } })).toBe(401)

  await reader.signIn(page.context())
  const region = await openMethods(page)
  await region.getByLabel('Current password', { exact: true }).fill('not my password')
  await region.getByLabel('New password', { exact: true }).fill(newPassword)
  await region.getByRole('button', { name: 'Change password' }).click()
  await region
    .getByRole('textbox', { name: 'Current password', description: 'This is not your password.' })
    .waitFor()
  const { email, password } = reader
  expect((await ask('POST', '/users/login', { json: { email, password } })).status).toBe(200)
})

test('too many wrong passwords have to wait, and the dialog says how long', async ({ page, reader }) => {
  await openProof(page, reader)
  const dialog = proofDialog(page)
  const confirm = dialog.getByRole('button', { name: 'Confirm', exact: true })
  await expect
    .poll(async () => {
      if (await confirm.isVisible()) await proveByPassword(page, 'not my password')
      return dialog.getByText('Too many attempts.').count()
    })
    .toBe(1)
  await dialog.getByRole('button', { name: /^Wait / }).waitFor()
})

test('a sign-out in another tab closes the dialog', async ({ page, reader }) => {
  await openProof(page, reader)
  const other = await page.context().newPage()
  await other.goto('/#/account')
  await other.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  expect(await proofDialog(page).count()).toBe(0)

  await page.getByLabel('Email').fill(reader.email)
  await page.getByLabel('Password', { exact: true }).fill(reader.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Passkeys' }).waitFor()
  expect(await proofDialog(page).count()).toBe(0)
})

test('without a connection the password stays, and the second attempt succeeds', async ({ page, reader }) => {
  await openProof(page, reader)
  await page.route('**/users/mfa/totp', (route) => route.abort(), { times: 1 })
  await proveByPassword(page, reader.password)
  const dialog = proofDialog(page)
  await dialog.getByRole('alert').filter({ hasText: 'could not be reached' }).waitFor()
  expect(await dialog.getByLabel('Your password', { exact: true }).inputValue()).toBe(reader.password)
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByRole('dialog', { name: 'Add an authenticator app' }).waitFor()
})

test('an expired challenge is replaced by a new one', async ({ page, reader }) => {
  await addAuthenticator(page)
  await reader.signIn(page.context())
  const region = await openMethods(page)
  await region.getByRole('button', { name: 'Add a passkey' }).click()
  await proveByPassword(page, reader.password)
  await page.clock.install()
  let challenges = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/users/step-up')) challenges += 1
  })
  await region.getByRole('button', { name: /^Remove the passkey / }).click()
  const button = proofDialog(page).getByRole('button', { name: 'Confirm with a passkey' })
  await button.waitFor()
  expect(challenges).toBe(1)
  await page.clock.fastForward('05:00')
  await button.click()
  await page.getByText(/^The passkey .* is removed\.$/).waitFor()
  expect(challenges).toBe(2)
})

test('an account is disabled with a proof long after the sign-in', async ({ page, reader }) => {
  await reader.signIn(page.context())
  await openMethods(page)
  // As the service does ten minutes after the sign-in. The second request is the real one.
  const required = { message: '', data: { methods: ['password'] }, error: { code: 'step_up_required' } }
  await page.route('**/users', (route) => route.fulfill({ status: 403, json: required }), { times: 1 })
  await page.getByRole('button', { name: 'Disable …' }).click()
  await page.getByRole('button', { name: 'Disable account' }).click()
  await proofDialog(page).getByText('Your account will be disabled.').waitFor()
  await proveByPassword(page, reader.password)
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  const { email, password } = reader
  expect((await ask('POST', '/users/login', { json: { email, password } })).status).toBe(403)
})
