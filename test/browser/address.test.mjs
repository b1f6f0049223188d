import { inject } from 'vitest'
import { expect, test } from './support/test.mjs'

// At another name than PUBLIC_URL's the service takes no cookie, so no one could sign in.
test('a page opened at 127.0.0.1 continues at PUBLIC_URL, where a reader signs in', async ({
  browser,
  reader,
}) => {
  const origin = inject('origin')
  const page = await browser.newPage()
  await page.goto(`${origin.replace('localhost', '127.0.0.1')}/?from=a-note#/account`)
  expect(page.url()).toBe(`${origin}/?from=a-note#/account`)
  await page.getByLabel('Email').fill(reader.email)
  await page.getByLabel('Password', { exact: true }).fill(reader.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  await page.close()
})
