import { mailTest as test } from './support/mail.mjs'
import { password } from './support/reader.mjs'
import { sendPassword } from './support/sign-in.mjs'
import { expect } from './support/test.mjs'
import { addTotp } from './support/totp.mjs'

const newPassword = 'the stones of venice'
const newEmail = () => `mary-${crypto.randomUUID()}@example.com`
const heading = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor()
const notice = (page, text) => page.locator('.notice').filter({ hasText: text }).waitFor()
const press = (page, name) => page.getByRole('button', { name, exact: true }).click()

/** The token is nowhere that the next user of the browser, or another page, could read it. */
const expectNoTrace = async (page, link) => {
  const [, token] = link.split('token=')
  const seen = await page.evaluate(() =>
    JSON.stringify([
      location.href,
      history.state,
      document.referrer,
      document.title,
      { ...localStorage },
      { ...sessionStorage },
      document.documentElement.outerHTML,
    ]),
  )
  expect(seen).not.toContain(token)
}

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
  expect(await page.getByRole('button', { name: 'Use a passkey instead' }).count()).toBe(0)
  const email = newEmail()
  expect(await signUp(email)).toBe(taken)

  const link = await mail.linkTo(email)
  await page.goto(link)
  await heading(page, 'Confirm your email')
  await expectNoTrace(page, link)
  await press(page, 'Confirm the email')
  await notice(page, 'The email is confirmed. Sign in.')
  await sendPassword(page, { email, password })
  await heading(page, 'Your shelf is empty')
  expect((await mail.mailsTo(reader.email))[0].subject).toContain('You already have an account')
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
  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill(newPassword)
  await press(page, 'Save the password')
  await notice(page, 'This link has expired, or was used before. Ask for a new one.')
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
    await page.goto('/#/sign-in')
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
