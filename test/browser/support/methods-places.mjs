import { openMethods } from './methods.mjs'
import { proofDialog, proveByPassword } from './prove.mjs'

const passkey = (number, name) => ({
  id: `0190a1b2-0000-7e5f-8a6b-00000000000${number}`,
  credential_id: `credential-${number}`,
  name,
  synced: number === 1,
  created_at: '2026-11-01T08:00:00.000Z',
  last_used_at: number === 1 ? '2026-11-20T08:00:00.000Z' : null,
})
const passkeys = [passkey(1, 'Apple Passwords'), passkey(2, 'M'.repeat(60))]
const factors = { password: true, totp: { created_at: '2026-11-01T08:00:00.000Z' }, recovery_codes: 2 }
const made = { recovery_codes: Array.from({ length: 10 }, (_, at) => `4F7K-9QWE-01AB-CDE${at}`) }

const withResponses = async (page, responses, visit) => {
  for (const [path, data] of Object.entries(responses))
    await page.route(path, (route) => route.fulfill({ json: { message: '', data } }))
  await visit()
  for (const path of Object.keys(responses)) await page.unroute(path)
}

const openProof = async (page) => {
  const region = await openMethods(page)
  await region.getByRole('button', { name: 'Add an authenticator app' }).click()
  await proofDialog(page).getByLabel('Your password', { exact: true }).waitFor()
}

const openSetup = async (page, { password }) => {
  await openProof(page)
  await proveByPassword(page, password)
  await page.getByRole('img', { name: 'QR code with the key of your account' }).waitFor()
}

/** Functions that open the ways to sign in, and their dialogs, by their names. */
export const methodsPlaces = {
  'the sign-in methods of an account that has all of them': (page) =>
    withResponses(page, { '**/users/mfa': factors, '**/users/passkeys': passkeys }, async () => {
      const region = await openMethods(page)
      await region.getByText('Next step: make new recovery codes').waitFor()
      await region.getByRole('button', { name: 'Rename the passkey Apple Passwords' }).click()
      await region.getByRole('button', { name: 'Test', exact: true }).click()
    }),
  'the proof of a change, with a missing password': async (page) => {
    await openProof(page)
    await proofDialog(page).getByRole('button', { name: 'Confirm', exact: true }).click()
    await page.getByText('Enter your password.').waitFor()
  },
  'the proof with each way': (page) => {
    const methods = ['password_and_code', 'passkey']
    return withResponses(page, { '**/users/step-up': { options: null, methods, expires_in: 300 } }, () =>
      openProof(page),
    )
  },
  'the setup of an authenticator app': openSetup,
  'new recovery codes': (page, reader) =>
    withResponses(page, { '**/users/mfa/totp/confirm': made }, async () => {
      await openSetup(page, reader)
      await page.getByLabel('Code of the app').fill('123456')
      await page.getByRole('button', { name: 'Turn it on' }).click()
      await page.getByRole('dialog', { name: 'Your recovery codes' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByText('they will not be shown again').waitFor()
    }),
}
