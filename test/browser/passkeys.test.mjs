import { addAuthenticator } from './support/authenticator.mjs'
import { hold } from './support/hold.mjs'
import { expect, test } from './support/test.mjs'

const signUp = async (page, email) => {
  await page.goto('/#/sign-up')
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Use a passkey instead' }).click()
  await page.getByRole('navigation').first().waitFor()
}

const newEmail = () => `ada-${crypto.randomUUID()}@example.com`

test('a reader signs up and signs in with a passkey alone', async ({ page }) => {
  const authenticator = await addAuthenticator(page)
  const email = newEmail()
  await signUp(page, email)
  const [credential, ...others] = await authenticator.credentials()
  expect(others).toEqual([])
  expect(credential).toMatchObject({ isResidentCredential: true, userName: email })

  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  // Autofill takes the passkey of a virtual authenticator without a choice of the reader.
  await page.getByRole('navigation').first().waitFor()
})

test('a passkey that the service does not know is offered no more', async ({ page }) => {
  const authenticator = await addAuthenticator(page)
  await signUp(page, newEmail())
  await page.evaluate(async () => {
    const options = {
      rp: { id: location.hostname, name: 'Bookplate' },
      user: { id: new Uint8Array(16).fill(7), name: 'gone@example.com', displayName: 'Gone' },
      challenge: new Uint8Array(32),
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    }
    const { id } = await navigator.credentials.create({ publicKey: options })
    await PublicKeyCredential.signalUnknownCredential({ rpId: location.hostname, credentialId: id })
  })
  await expect.poll(async () => (await authenticator.credentials()).length).toBe(1)
})

test('the button signs in where the autofill was not used', async ({ page }) => {
  const authenticator = await addAuthenticator(page)
  await signUp(page, newEmail())
  await authenticator.setPresent(false)
  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  const button = page.getByRole('button', { name: 'Use a passkey' })
  await button.waitFor()
  // A passkey that is there while the autofill waits is taken by the autofill.
  const options = await hold(page, '**/users/login/passkey/options', 'POST')
  await button.click()
  await expect.poll(options.count).toBe(1)
  await authenticator.setPresent(true)
  options.release()
  await page.getByRole('navigation').first().waitFor()
})
