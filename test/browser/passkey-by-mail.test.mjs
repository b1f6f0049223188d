import { addAuthenticator } from './support/authenticator.mjs'
import { mailTest as test } from './support/mail.mjs'
import { heading, newEmail, notice, press } from './support/mailed.mjs'
import { password } from './support/reader.mjs'
import { expect } from './support/test.mjs'

const fillIn = async (page, email) => {
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  await page.getByLabel('Email', { exact: true }).fill(email)
}

/** @returns the text of the page that says that a mail was sent, without the email */
const signUpWith = async (page, email, button) => {
  await fillIn(page, email)
  await press(page, button)
  await heading(page, 'Look into your mail')
  // The form is still there, hidden.
  const shown = ['h1', 'p', 'button'].map((name) => `.plate ${name}:visible`).join()
  const text = (await page.locator(shown).allTextContents()).join()
  expect(text).toContain(email)
  return text.replace(email, '')
}

const passkey = 'Use a passkey instead'

test('a visitor signs up with a passkey by a mail, and then signs in with it', async ({ page, mail }) => {
  const authenticator = await addAuthenticator(page)
  const email = newEmail()
  await page.goto('/#/sign-up')
  await signUpWith(page, email, passkey)
  expect(await authenticator.credentials()).toMatchObject([{ isResidentCredential: true, userName: email }])

  // Otherwise the autofill of the sign-in form takes the passkey at once.
  await authenticator.setPresent(false)
  await page.goto(await mail.linkTo(email))
  await press(page, 'Confirm the email')
  await notice(page, 'The email is confirmed. Sign in with it.')
  await authenticator.setPresent(true)
  await page.reload()
  await heading(page, 'Your shelf is empty')
})

test('the page is the same for an email that is taken, and for a password', async ({
  page,
  mail,
  reader,
}) => {
  await addAuthenticator(page)
  await page.goto('/#/sign-up')
  const taken = await signUpWith(page, reader.email, passkey)
  await press(page, 'Use another email')
  await heading(page, 'Start a library')
  expect(await signUpWith(page, newEmail(), passkey)).toBe(taken)
  await press(page, 'Use another email')
  await page.getByLabel('Password', { exact: true }).fill(password)
  expect(await signUpWith(page, newEmail(), 'Sign up')).toBe(taken)
  expect((await mail.mailsTo(reader.email, 2))[0].subject).toContain('You already have an account')
})

test('a passkey that is tried before the link was used stays, and works afterwards', async ({
  page,
  mail,
}) => {
  const authenticator = await addAuthenticator(page)
  const email = newEmail()
  await page.goto('/#/sign-up')
  await signUpWith(page, email, passkey)
  // The autofill takes the passkey without a choice of the visitor.
  await page.goto('/#/sign-in')
  await page.getByRole('alert').filter({ hasText: 'Open the link of our mail first.' }).waitFor()
  expect(await authenticator.credentials()).toHaveLength(1)
  const link = await mail.linkTo(email)
  await page.goto(link)
  await press(page, 'Confirm the email')
  await heading(page, 'Your shelf is empty')
})

test('a page from before mail was set up says to look into the mail as well', async ({ page, mail }) => {
  await addAuthenticator(page)
  await page.route('/', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace(' data-mail="on"', '') })
  })
  const email = newEmail()
  await page.goto('/#/sign-up')
  await signUpWith(page, email, passkey)
  expect((await mail.mailsTo(email))[0].subject).toContain('Confirm your email')
})

test('a sign-up that the service rejects leaves no passkey; one whose response is lost keeps it', async ({
  page,
}) => {
  const authenticator = await addAuthenticator(page)
  await page.goto('/#/sign-up')
  await fillIn(page, newEmail())
  const sendTo = '**/users/passkey-sign-up'
  await page.route(sendTo, (route) => route.abort())
  await press(page, passkey)
  await page.getByRole('alert').filter({ hasText: 'could not be reached' }).waitFor()
  expect(await authenticator.credentials()).toHaveLength(1)
  await page.unroute(sendTo)
  await page.route(sendTo, (route) =>
    route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), name: 'Ada' }) }),
  )
  await press(page, passkey)
  await page.getByRole('alert').waitFor()
  await expect.poll(async () => (await authenticator.credentials()).length).toBe(1)
})
