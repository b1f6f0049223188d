import { mailTest as test } from './support/mail.mjs'
import { expectNoTrace, heading, newEmail, newPassword, notice, press } from './support/mailed.mjs'
import { sendPassword } from './support/sign-in.mjs'
import { expect, test as testWithoutMail } from './support/test.mjs'

test('a forgotten password is reset, and the reader signs in with the new one', async ({
  page,
  mail,
  reader,
}) => {
  await page.goto('/')
  await page.getByLabel('Email', { exact: true }).fill(reader.email)
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await heading(page, 'Forgot your password?')
  expect(await page.getByLabel('Email', { exact: true }).inputValue()).toBe(reader.email)
  await press(page, 'Send the link')
  await heading(page, 'Look into your mail')

  const link = await mail.linkTo(reader.email, 2)
  await page.goto(link)
  await heading(page, 'Choose a new password')
  await expectNoTrace(page, link)
  const field = page.getByLabel('New password', { exact: true })
  expect(await field.getAttribute('autocomplete')).toBe('new-password')
  await press(page, 'Save the password')
  await page.getByRole('textbox', { name: 'New password', description: /Choose a password\./ }).waitFor()
  // The service knows the name of the account, which the page does not.
  await field.fill('Mary Shelley 1818')
  const rules = page.getByRole('list', { name: 'Password rules' })
  await rules.getByText('Not a common password: done').waitFor()
  await rules.getByText('Not built from your name or email', { exact: true }).waitFor()
  await press(page, 'Save the password')
  await page.locator('input[name=new_password][aria-invalid=true]').waitFor()
  await field.fill(newPassword)
  await press(page, 'Save the password')
  await notice(page, 'Your password has changed. Sign in with it.')
  expect(new URL(page.url()).hash).toBe('#/sign-in')
  await sendPassword(page, { email: reader.email, password: newPassword })
  await heading(page, 'Your shelf is empty')

  await page.goto(link)
  await page.reload()
  await page.goto('/#/')
  await heading(page, 'Your shelf is empty')
  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill(newPassword)
  await press(page, 'Save the password')
  await notice(page, 'If you chose a password with it, sign in with that.')
  await page.getByRole('link', { name: 'Ask for a new link' }).click()
  await heading(page, 'Forgot your password?')
  expect(await page.getByLabel('Email', { exact: true }).inputValue()).toBe(reader.email)
})

test('the page is the same for an email without an account', async ({ page, reader }) => {
  const textFor = async (email) => {
    await page.goto('/#/forgot')
    await page.getByLabel('Email', { exact: true }).fill(email)
    await press(page, 'Send the link')
    await heading(page, 'Look into your mail')
    const text = await page.locator('.plate').textContent()
    await page.getByRole('link', { name: 'To sign in' }).click()
    // Two addresses at once are one for the page, which would stay as it is.
    await heading(page, 'Open your library')
    return text.replace(email, '')
  }
  expect(await textFor(newEmail())).toBe(await textFor(reader.email))
})

test('a reset signs this device out, but not a reader of another account', async ({ page, mail, reader }) => {
  const resetOf = async ({ email }, count) => {
    await mail.ask('POST', '/users/password/forgot', { json: { email } })
    await page.goto(await mail.linkTo(email, count))
    await page.getByLabel('New password', { exact: true }).fill(newPassword)
    await press(page, 'Save the password')
  }
  await page.goto('/')
  await sendPassword(page, reader)
  await heading(page, 'Your shelf is empty')
  const other = await mail.signUp({ name: 'Ada Lovelace' })
  await resetOf(other, 2)
  await notice(page, 'You are still signed in to this one.')
  await page.getByRole('link', { name: 'To the shelf' }).click()
  await heading(page, 'Your shelf is empty')
  await resetOf(reader, 3)
  await notice(page, 'Your password has changed. Sign in with it.')
})

test('a lost connection loses neither the link nor the new password', async ({
  page,
  context,
  mail,
  reader,
}) => {
  await mail.ask('POST', '/users/password/forgot', { json: { email: reader.email } })
  await page.goto(await mail.linkTo(reader.email, 2))
  await page.getByLabel('New password', { exact: true }).fill(newPassword)
  await context.setOffline(true)
  await press(page, 'Save the password')
  await page.getByRole('alert').filter({ hasText: 'could not be reached' }).waitFor()
  expect(await page.getByLabel('New password', { exact: true }).inputValue()).toBe(newPassword)
  await context.setOffline(false)
  await press(page, 'Save the password')
  await notice(page, 'Your password has changed. Sign in with it.')
})

testWithoutMail('a service without mail says so, and shows no form', async ({ page }) => {
  await page.goto('/#/forgot')
  await page.getByRole('alert').filter({ hasText: 'This service sends no mail' }).waitFor()
  expect(await page.getByRole('button', { name: 'Send the link' }).isVisible()).toBe(false)
  expect(await page.getByLabel('Email', { exact: true }).isVisible()).toBe(false)
})
