import { readFile } from 'node:fs/promises'
import { openMethods } from './support/methods.mjs'
import { proofDialog, proveByPassword } from './support/prove.mjs'
import { expect, test } from './support/test.mjs'
import { addTotp, totpCode } from './support/totp.mjs'

const open = async (page, reader) => {
  await reader.signIn(page.context())
  return openMethods(page)
}

/** The sign-in itself would ask for a code. */
const openWithApp = async (page, reader) => {
  await reader.signIn(page.context())
  const app = await addTotp(reader)
  return { ...app, region: await openMethods(page) }
}

const shownCodes = async (page) => {
  const codes = page.getByRole('dialog', { name: 'Your recovery codes' }).getByRole('listitem')
  await codes.first().waitFor()
  return codes.allTextContents()
}

const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement)

const closeCodes = (page) => page.getByRole('button', { name: 'I have kept them' }).click()

test('an authenticator app is added, and its recovery codes are shown once', async ({ page, reader }) => {
  const region = await open(page, reader)
  await region.getByRole('button', { name: 'Add an authenticator app' }).click()
  await proveByPassword(page, reader.password)
  const setup = page.getByRole('dialog', { name: 'Add an authenticator app' })
  const qr = setup.getByRole('img', { name: 'QR code with the key of your account' })
  await expect.poll(() => qr.evaluate(({ naturalWidth }) => naturalWidth)).toBe(264)
  const secret = (await setup.locator('code').textContent()).replaceAll(' ', '')
  const code = setup.getByLabel('Code of the app')
  expect(await isFocused(code)).toBe(true)
  await code.fill('000000')
  await setup.getByRole('button', { name: 'Turn it on' }).click()
  await setup.getByText('This code is wrong.').waitFor()
  await code.fill(await totpCode(secret))
  await setup.getByRole('button', { name: 'Turn it on' }).click()

  const dialog = page.getByRole('dialog', { name: 'Your recovery codes' })
  const codes = await shownCodes(page)
  expect(await isFocused(dialog.getByRole('button', { name: 'Save as a file' }))).toBe(true)
  expect(new Set(codes).size).toBe(10)
  await page.keyboard.press('Escape')
  await dialog.getByRole('alert').filter({ hasText: 'they will not be shown again' }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a file' }).click(),
  ])
  const file = await readFile(await download.path(), 'utf8')
  for (const one of codes) expect(file).toContain(one)
  await closeCodes(page)
  await region.getByText('10 codes are left.').waitFor()

  await region.getByLabel('Test a code').fill('AAAA-AAAA-AAAA-AAAA')
  await region.getByRole('button', { name: 'Test', exact: true }).click()
  await region.getByText('This is not one of your codes').waitFor()
  await region.getByLabel('Test a code').fill(codes[3].toLowerCase())
  await region.getByRole('button', { name: 'Test', exact: true }).click()
  await region.getByText('This code is right. You have 10 of them.').waitFor()
})

test('new codes end the old ones, and the app is removed with a recovery code', async ({ page, reader }) => {
  const { code, recoveryCodes, region } = await openWithApp(page, reader)
  await region.getByText('10 codes are left.').waitFor()
  await region.getByRole('button', { name: 'Make ten new codes' }).click()
  await proveByPassword(page, reader.password, '000000')
  await proofDialog(page).getByText('This code is wrong, or was used already.').waitFor()
  expect(await proofDialog(page).getByLabel('Your password', { exact: true }).inputValue()).toBe(
    reader.password,
  )
  await proveByPassword(page, reader.password, await code())
  const made = await shownCodes(page)
  expect(made.filter((one) => recoveryCodes.includes(one))).toEqual([])
  await closeCodes(page)

  await region.getByRole('button', { name: 'Remove …' }).click()
  const proof = proofDialog(page)
  await proof.getByRole('button', { name: 'Use a recovery code' }).click()
  await proof.getByLabel('Your password', { exact: true }).fill(reader.password)
  await proof.getByLabel('Recovery code', { exact: true }).fill(made[0])
  await proof.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByText('The authenticator app is removed.').waitFor()
  await region.getByRole('button', { name: 'Add an authenticator app' }).waitFor()
  expect((await reader.api('GET', '/users/mfa')).data).toMatchObject({ totp: null, recovery_codes: 0 })
})

test('with an app, a new password asks for its code', async ({ page, reader }) => {
  const { code, region } = await openWithApp(page, reader)
  await region.getByLabel('New password', { exact: true }).fill('stones of Venice, vol. 2')
  await region.getByRole('button', { name: 'Change password' }).click()
  await proveByPassword(page, reader.password, await code())
  await page.getByText('Your password is changed.').waitFor()
})

test('an app that is added in another place asks for its code at once', async ({ page, reader }) => {
  const region = await open(page, reader)
  await region.getByRole('button', { name: 'Add an authenticator app' }).click()
  await proofDialog(page).getByLabel('Your password', { exact: true }).waitFor()
  const { code } = await addTotp(reader)
  await proveByPassword(page, reader.password)
  await proofDialog(page)
    .getByText('Your account has an authenticator app now. Enter its code too.')
    .waitFor()
  await proofDialog(page)
    .getByLabel('Code', { exact: true })
    .fill(await code())
  await proofDialog(page).getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByRole('dialog', { name: 'Add an authenticator app' }).waitFor()
})

test('the codes are printed alone', async ({ page, reader }) => {
  const { code, region } = await openWithApp(page, reader)
  await region.getByRole('button', { name: 'Make ten new codes' }).click()
  await proveByPassword(page, reader.password, await code())
  const dialog = page.getByRole('dialog', { name: 'Your recovery codes' })
  await dialog.getByRole('listitem').first().waitFor()
  await page.emulateMedia({ media: 'print' })
  await dialog.getByText(reader.email).waitFor()
  expect(await page.getByRole('heading', { name: 'Sign-in methods' }).count()).toBe(0)
  expect(await page.getByRole('navigation').count()).toBe(0)
  expect(await dialog.getByRole('listitem').first().isVisible()).toBe(true)
  expect(await dialog.getByRole('button').count()).toBe(0)
})
