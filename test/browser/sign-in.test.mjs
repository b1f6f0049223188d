import { holdResponse } from './support/hold.mjs'
import { expect, test } from './support/test.mjs'

const fillIn = async (page, { email, password }) => {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
}
const submit = (page) => page.getByRole('button', { name: 'Sign in' }).click()

test('a reader signs in on the page that they opened', async ({ page, reader }) => {
  await page.goto('/#/account')
  await fillIn(page, reader)
  await submit(page)
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()

  await page.reload()
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
})

test('the fields tell password managers their purpose', async ({ page }) => {
  const completion = async (label) => page.getByLabel(label, { exact: true }).getAttribute('autocomplete')
  await page.goto('/#/sign-in')
  expect([await completion('Email'), await completion('Password')]).toEqual([
    'username webauthn',
    'current-password',
  ])
  await page.goto('/#/sign-up')
  await page.getByRole('heading', { name: 'Start a library' }).waitFor()
  expect(await completion('Name')).toBe('name')
  expect([await completion('Email'), await completion('Password')]).toEqual(['username', 'new-password'])
})

test('a password can be shown and hidden', async ({ page }) => {
  await page.goto('/#/sign-in')
  const field = page.getByLabel('Password', { exact: true })
  const show = page.getByRole('button', { name: 'Show password' })
  await field.fill('an open book')
  for (const [pressed, type] of [
    ['false', 'password'],
    ['true', 'text'],
    ['false', 'password'],
  ]) {
    expect([await show.getAttribute('aria-pressed'), await field.getAttribute('type')]).toEqual([
      pressed,
      type,
    ])
    await show.click()
  }
  expect(await field.inputValue()).toBe('an open book')
})

test('a wrong password and an unknown email give the same error', async ({ page, reader }) => {
  await page.goto('/#/sign-in')
  for (const email of [reader.email, `unknown-${crypto.randomUUID()}@example.com`]) {
    await fillIn(page, { email, password: 'not my password' })
    await submit(page)
    await page.getByRole('alert').filter({ hasText: 'The email or the password is wrong.' }).waitFor()
    expect(await page.getByLabel('Email').inputValue()).toBe(email)
  }
})

test('an empty form names the missing values', async ({ page }) => {
  await page.goto('/#/sign-in')
  await submit(page)
  await page
    .getByRole('textbox', { name: 'Email', description: 'Enter the email of your account.' })
    .waitFor()
  await page.getByRole('textbox', { name: 'Password', description: 'Enter your password.' }).waitFor()
})

test('after too many attempts the form shows the waiting time, and works again afterwards', async ({
  page,
  reader,
}) => {
  await page.clock.install()
  await page.goto('/#/sign-in')
  await fillIn(page, { ...reader, password: 'not my password' })
  const statuses = []
  while (statuses.at(-1) !== 429 && statuses.length < 10) {
    const response = page.waitForResponse('**/users/login')
    await submit(page)
    statuses.push((await response).status())
  }
  expect(statuses.at(-1)).toBe(429)

  await page
    .getByRole('alert')
    .filter({ hasText: /Too many attempts\. Wait \d+ s/ })
    .waitFor()
  const waiting = page.getByRole('button', { name: /^Wait \d+ s$/ })
  await waiting.waitFor()
  expect(await waiting.getAttribute('aria-disabled')).toBe('true')
  const secondsLeft = async () => Number((await waiting.textContent()).match(/\d+/)[0])
  const before = await secondsLeft()
  await page.clock.fastForward(5000)
  await expect.poll(secondsLeft).toBeLessThanOrEqual(before - 5)
  await page.clock.fastForward(60_000)
  const button = page.getByRole('button', { name: 'Sign in' })
  await button.waitFor()
  expect(await button.getAttribute('aria-disabled')).not.toBe('true')
})

test('a late response to a sign-out changes neither the page nor the next session', async ({
  page,
  reader,
}) => {
  await reader.signIn(page.context())
  await page.goto('/#/account')
  const held = await holdResponse(page, '**/users/logout')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  await page.goto('/#/numbers')
  await fillIn(page, reader)
  await submit(page)
  held.release()
  await page.getByRole('heading', { name: 'Your library in numbers' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Your library in numbers' }).waitFor()
})
