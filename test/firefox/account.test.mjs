import { password } from '../browser/support/reader.mjs'
import { expect, test } from './support/test.mjs'

test('a visitor signs up, and the session survives a reload', async ({ page, parts }) => {
  await parts.open('/#/sign-up')
  await parts.fill('textbox', 'Name', 'Ada Lovelace')
  await parts.fill('textbox', 'Email', `ada-${crypto.randomUUID()}@example.com`)
  await parts.fill('textbox', 'Password', password)
  await parts.click('button', 'Sign up')
  await parts.find('heading', 'Your shelf is empty')
  await page.reload()
  await parts.find('heading', 'Your shelf is empty')
})

test('a reader signs in, chooses German, and signs out', async ({ page, parts, reader }) => {
  await parts.signIn(reader, '/#/account')
  await parts.find('heading', 'Account')
  await (await parts.find('combobox', 'Language')).select('de')
  await parts.find('heading', 'Konto')
  await page.reload()
  await parts.find('heading', 'Konto')
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
  await parts.click('button', 'Abmelden')
  await parts.find('heading', 'Öffnen Sie Ihre Bibliothek')
})
