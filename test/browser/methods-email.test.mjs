import { mailTest as test } from './support/mail.mjs'
import { newEmail, press } from './support/mailed.mjs'
import { openMethods } from './support/methods.mjs'
import { proofDialog, proveByPassword } from './support/prove.mjs'
import { sendPassword } from './support/sign-in.mjs'
import { expect } from './support/test.mjs'
import { addTotp } from './support/totp.mjs'

const open = async (page, reader) => {
  await page.goto('/#/sign-in')
  await sendPassword(page, reader)
  await page.getByRole('heading', { name: reader.name }).waitFor()
  return openMethods(page)
}

test('the email changes when the link to the new one is opened', async ({ page, mail, reader }) => {
  const region = await open(page, reader)
  await region.getByText('Confirmed', { exact: true }).waitFor()
  await region.getByRole('button', { name: 'Change email' }).click()
  const field = region.getByLabel('New email')
  const send = region.getByRole('button', { name: 'Send the link', exact: true })
  await field.fill(reader.email.toUpperCase())
  await send.click()
  await region.getByText('This is your email already.').waitFor()

  const email = newEmail()
  await field.fill(`  ${email.toUpperCase()} `)
  await send.click()
  await proofDialog(page).getByRole('button', { name: 'Cancel' }).click()
  expect((await field.inputValue()).trim()).toBe(email.toUpperCase())
  await send.click()
  await proveByPassword(page, reader.password)
  await region.getByText(`We sent a mail to ${email}.`).waitFor()
  expect((await reader.api('GET', '/users')).data.email).toBe(reader.email)

  await page.goto(await mail.linkTo(email))
  await press(page, 'Confirm the email')
  await expect.poll(async () => (await reader.api('GET', '/users')).data.email).toBe(email)
})

test('a stolen session changes no email without a proof', async ({ page, mail, reader }) => {
  const email = newEmail()
  const put = (json) => reader.api('PUT', '/users/email', { json: { email, ...json } })
  expect((await put()).status).toBe(403)
  expect((await put({ proof: { password: 'not my password' } })).status).toBe(401)

  const region = await open(page, reader)
  await region.getByRole('button', { name: 'Change email' }).click()
  await region.getByLabel('New email').fill(email)
  await region.getByRole('button', { name: 'Send the link', exact: true }).click()
  await proveByPassword(page, 'not my password')
  await proofDialog(page).getByText('This is not your password.').waitFor()
  expect((await reader.api('GET', '/users')).data.email).toBe(reader.email)
  const mails = await (await fetch(`${mail.origin}/development/outbox.json`)).json()
  expect(mails.map(({ recipient }) => recipient)).not.toContain(email)
})

test('an email that is not an email is said in the form', async ({ page, reader }) => {
  const region = await open(page, reader)
  await region.getByRole('button', { name: 'Change email' }).click()
  await region.getByLabel('New email').fill('no email')
  await region.getByRole('button', { name: 'Send the link', exact: true }).click()
  await proveByPassword(page, reader.password)
  await region.getByText('Must be an email address.').waitFor()
  expect(await region.getByLabel('New email').inputValue()).toBe('no email')
})

test('the link that confirms an email is sent again, a few times an hour', async ({ page, mail, reader }) => {
  await mail.forgetConfirmation(reader)
  const region = await open(page, reader)
  await region.getByText('Not confirmed yet').waitFor()
  const send = region.getByRole('button', { name: 'Send the link again' })
  await expect
    .poll(async () => {
      await send.click()
      return region.getByText('Too many attempts.').count()
    })
    .toBe(1)
  const { subject } = (await mail.mailsTo(reader.email))[0]
  expect(subject).toContain('Confirm')
})

test('the owner sees that an admin asked to remove the factors, and keeps them', async ({
  page,
  mail,
  reader,
}) => {
  const region = await open(page, reader)
  await addTotp(reader)
  const admin = await mail.makeAdmin()
  const json = { proof: { password: admin.password } }
  expect((await admin.api('DELETE', `/admin/users/${reader.id}/factors`, { json })).status).toBe(202)
  await page.reload()
  await region.getByText('An admin was asked to remove your second factors.').waitFor()
  await region.getByRole('button', { name: 'Keep my second factors' }).click()
  await expect.poll(async () => (await reader.api('GET', '/users/factor-removal')).data).toBe(null)
  expect((await reader.api('GET', '/users/mfa')).data.totp).not.toBe(null)
})
