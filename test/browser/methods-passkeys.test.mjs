import { addAuthenticator } from './support/authenticator.mjs'
import { openMethods } from './support/methods.mjs'
import { proofDialog, proveByPassword } from './support/prove.mjs'
import { expect, test } from './support/test.mjs'

const passkeysOf = (region) => region.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')
const withPasskey = (page) =>
  proofDialog(page).getByRole('button', { name: 'Confirm with a passkey' }).click()

const addFirst = async (page, reader) => {
  await reader.signIn(page.context())
  const region = await openMethods(page)
  await region.getByText('Next step: add a passkey').waitFor()
  await region.getByRole('button', { name: 'Add a passkey' }).click()
  await proveByPassword(page, reader.password)
  await expect.poll(() => passkeysOf(region).count()).toBe(1)
  return region
}

test('a passkey is added, renamed and removed, and the password manager follows', async ({
  page,
  reader,
}) => {
  const authenticator = await addAuthenticator(page)
  const region = await addFirst(page, reader)
  // The passkey does not protect the password.
  await region.getByText('Your password alone still opens your account.').waitFor()
  expect(await region.getByText('Your account is well protected.').count()).toBe(0)
  const [credential, ...others] = await authenticator.credentials()
  expect(others).toEqual([])
  expect(credential).toMatchObject({ isResidentCredential: true, userName: reader.email })

  await region.getByRole('button', { name: /^Rename the passkey / }).click()
  await region.getByLabel('Name of the passkey').fill('The blue key')
  await region.getByRole('button', { name: 'Save name' }).click()
  await withPasskey(page)
  await passkeysOf(region).filter({ hasText: 'The blue key' }).waitFor()
  expect(await authenticator.credentials()).toHaveLength(1)

  await region.getByRole('button', { name: 'Remove the passkey The blue key' }).click()
  await withPasskey(page)
  await page.getByText('The passkey The blue key is removed.').waitFor()
  await expect.poll(() => passkeysOf(region).count()).toBe(0)
  expect((await reader.api('GET', '/users/passkeys')).data).toEqual([])
  // The Signal API told the authenticator, which forgets it.
  await expect.poll(() => authenticator.credentials()).toEqual([])
})

test('a name survives a proof that was cancelled', async ({ page, reader }) => {
  await addAuthenticator(page)
  const region = await addFirst(page, reader)
  await region.getByRole('button', { name: /^Rename the passkey / }).click()
  const name = region.getByLabel('Name of the passkey')
  await name.fill('Half a name')
  await region.getByRole('button', { name: 'Save name' }).click()
  await proofDialog(page).getByRole('button', { name: 'Cancel' }).click()
  await proofDialog(page).waitFor({ state: 'detached' })
  expect(await name.inputValue()).toBe('Half a name')
  await region.getByRole('button', { name: 'Save name' }).click()
  await proveByPassword(page, reader.password)
  await passkeysOf(region).filter({ hasText: 'Half a name' }).waitFor()
})

test('the last way to sign in stays, on the device too', async ({ page }) => {
  const authenticator = await addAuthenticator(page)
  await page.goto('/#/sign-up')
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  await page.getByLabel('Email').fill(`ada-${crypto.randomUUID()}@example.com`)
  await page.getByRole('button', { name: 'Use a passkey instead' }).click()
  await page.getByRole('navigation').first().waitFor()

  const region = await openMethods(page)
  await region.getByText('Next step: add a second passkey').waitFor()
  await region.getByText('It is the only way to sign in to your account.').waitFor()
  expect(await region.getByRole('button', { name: /^Remove the passkey / }).count()).toBe(0)
  expect(await passkeysOf(region).count()).toBe(1)
  expect(await authenticator.credentials()).toHaveLength(1)

  await region.getByLabel('New password', { exact: true }).fill('stones of Venice, vol. 2')
  await region.getByRole('button', { name: 'Set a password' }).click()
  await withPasskey(page)
  await page.getByText('You have a password now.').waitFor()
  await region.getByRole('button', { name: /^Remove the passkey / }).click()
  await proveByPassword(page, 'stones of Venice, vol. 2')
  await expect.poll(() => authenticator.credentials()).toEqual([])
})

test('the same device is not added twice, and the proof stays good for another', async ({ page, reader }) => {
  await addAuthenticator(page)
  const region = await addFirst(page, reader)
  await region.getByRole('button', { name: 'Add another passkey' }).click()
  await proveByPassword(page, reader.password)
  await region.getByText('This device has a passkey of your account already.').waitFor()
  await addAuthenticator(page, 'usb')
  await region.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => passkeysOf(region).count()).toBe(2)
})
