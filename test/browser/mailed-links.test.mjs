import { mailTest as test } from './support/mail.mjs'
import { expectNoTrace, heading, newEmail, notice, press } from './support/mailed.mjs'
import { password } from './support/reader.mjs'
import { sendPassword } from './support/sign-in.mjs'
import { expect } from './support/test.mjs'
import { addTotp } from './support/totp.mjs'

test('a visitor signs up by a mail, and the page says nothing of whether the email is taken', async ({
  page,
  mail,
  reader,
}) => {
  await page.goto('/#/sign-up')
  const signUp = async (email) => {
    await page.getByLabel('Name').fill('Mary Shelley')
    await page.getByLabel('Email', { exact: true }).fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await press(page, 'Sign up')
    await heading(page, 'Look into your mail')
    const text = await page.locator('.plate').textContent()
    expect(text).toContain(email)
    return text.replace(email, '')
  }
  const taken = await signUp(reader.email)
  // A visitor who corrects the email finds the form as it was.
  await press(page, 'Use another email')
  await heading(page, 'Start a library')
  expect(await page.getByLabel('Name').inputValue()).toBe('Mary Shelley')
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe(password)
  const email = newEmail()
  expect(await signUp(email)).toBe(taken)

  const link = await mail.linkTo(email)
  await page.goto(link)
  await heading(page, 'Confirm your email')
  await expectNoTrace(page, link)
  await press(page, 'Confirm the email')
  await notice(page, 'The email is confirmed. Sign in with it.')
  await sendPassword(page, { email, password })
  await heading(page, 'Your shelf is empty')
  expect((await mail.mailsTo(reader.email))[0].subject).toContain('You already have an account')
})

test('a button of a mail in the development outbox opens its page', async ({ page, mail }) => {
  const email = newEmail()
  await mail.ask('POST', '/users', { json: { name: 'Mary Shelley', email, password } })
  const link = await mail.linkTo(email)
  await page.goto('/development/outbox')
  const newest = page.locator('article').filter({ hasText: email })
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    newest.locator('iframe').contentFrame().getByRole('link').first().click(),
  ])
  await heading(opened, 'Confirm your email')
  await expectNoTrace(opened, link)
})

test('a link that was used says so, and what to do', async ({ page, mail }) => {
  const email = newEmail()
  await mail.ask('POST', '/users', { json: { name: 'Mary Shelley', email, password } })
  const link = await mail.linkTo(email)
  const [, token] = link.split('token=')
  await page.goto(link)
  await heading(page, 'Confirm your email')
  expect((await mail.ask('POST', '/users/email/verify', { json: { token } })).status).toBe(204)
  await press(page, 'Confirm the email')
  await notice(page, 'This link has expired, or was used before.')
  await page.getByRole('link', { name: 'To sign in' }).click()
  await heading(page, 'Open your library')
})

test('a link that was broken on its way says so', async ({ page }) => {
  for (const token of ['cut', 'A'.repeat(300)]) {
    await page.goto('/#/sign-in')
    await page.goto(`/#/verify?token=${token}`)
    await press(page, 'Confirm the email')
    await notice(page, 'This link has expired, or was used before.')
  }
})

test('a page without its link says that the link is needed', async ({ page, mail, reader }) => {
  for (const path of ['verify', 'reset', 'keep-factors']) {
    await page.goto(`/#/${path}`)
    await notice(page, 'This page needs the link of a mail.')
  }
  await mail.ask('POST', '/users/password/forgot', { json: { email: reader.email } })
  const link = await mail.linkTo(reader.email, 2)
  // In the same tab, as if it was typed.
  await page.evaluate((hash) => {
    location.hash = hash
  }, new URL(link).hash)
  await heading(page, 'Choose a new password')
  await expectNoTrace(page, link)
  await page.reload()
  await notice(page, 'This page needs the link of a mail.')
})

test('the link to a new email changes it, and the page shows the new one', async ({ page, mail, reader }) => {
  await page.goto('/')
  await sendPassword(page, reader)
  await heading(page, 'Your shelf is empty')
  const email = newEmail()
  const json = { email, proof: { password } }
  expect((await reader.api('PUT', '/users/email', { json })).status).toBe(202)
  await page.goto(await mail.linkTo(email))
  await press(page, 'Confirm the email')
  await notice(page, `The email of your account is now ${email}.`)
  await page.getByRole('link', { name: 'To the shelf' }).click()
  await heading(page, 'Your shelf is empty')
})

test('the owner keeps the second factors that an admin was asked to remove', async ({
  page,
  mail,
  reader,
}) => {
  await addTotp(reader)
  const admin = await mail.makeAdmin()
  const json = { proof: { password } }
  expect((await admin.api('DELETE', `/admin/users/${reader.id}/factors`, { json })).status).toBe(202)
  await expect
    .poll(async () => (await mail.mailsTo(reader.email)).some(({ text }) => text.includes('keep-factors')))
    .toBe(true)
  const { text } = (await mail.mailsTo(reader.email)).find(({ text }) => text.includes('keep-factors'))
  const link = /https?:\S+\?token=[\w-]+/.exec(text)[0]
  await page.goto(link)
  await expectNoTrace(page, link)
  await press(page, 'Keep my second factors')
  await heading(page, 'Your second factors stay')
  await page.getByRole('link', { name: 'Choose a new password' }).waitFor()
  expect((await reader.api('GET', '/users/factor-removal')).data).toBe(null)
})

test('an email can be typed once, for all forms', async ({ page }) => {
  const email = newEmail()
  await page.goto('/#/sign-in')
  await page.getByLabel('Email', { exact: true }).fill(email)
  for (const link of ['Sign up', 'Sign in', 'Forgot your password?', 'To sign in']) {
    await page.getByRole('link', { name: link, exact: true }).click()
    await expect.poll(() => page.getByLabel('Email', { exact: true }).inputValue()).toBe(email)
  }
})
