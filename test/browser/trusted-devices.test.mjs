import { openMethods } from './support/methods.mjs'
import { toSecondStep } from './support/sign-in.mjs'
import { test } from './support/test.mjs'
import { addTotp } from './support/totp.mjs'

test('a trusted device is listed with the sessions, and ended there', async ({
  page,
  browser,
  origin,
  reader,
}) => {
  await reader.signIn(page.context())
  const { code } = await addTotp(reader)
  const other = await browser.newContext({ baseURL: origin, locale: 'en-GB', serviceWorkers: 'block' })
  const theirs = await other.newPage()
  await toSecondStep(theirs, reader)
  await theirs.getByLabel('Code', { exact: true }).fill(await code())
  await theirs.getByLabel(/^Trust this device/).check()
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click()
  await theirs.getByRole('heading', { name: reader.name }).waitFor()

  await openMethods(page)
  const devices = page.getByRole('region', { name: 'Where you are signed in' })
  await devices.getByText('Needs no code until').waitFor()
  await theirs.goto('/#/account')
  await theirs.getByRole('button', { name: 'Sign out', exact: true }).click()
  await theirs.getByRole('heading', { name: 'Open your library' }).waitFor()

  await page.reload()
  await devices.getByText('Signed out', { exact: true }).waitFor()
  await devices.getByRole('button', { name: /for a code again$/ }).click()
  await page.getByText(/ needs a code again\.$/).waitFor()
  await toSecondStep(theirs, reader)
  await other.close()
})
