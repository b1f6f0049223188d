import { makeKey } from './support/api-key-places.mjs'
import { expect, test } from './support/test.mjs'

test('a reader makes a key, a program uses it, and the reader revokes it', async ({
  page,
  reader,
  context,
}) => {
  await reader.signIn(context)
  const part = await makeKey(page, reader)
  const dialog = page.getByRole('dialog', { name: 'Your new key' })
  const key = await dialog.getByLabel('Key').inputValue()
  expect(key).toMatch(/^bpak_[0-9A-Za-z]{55}$/)
  // The first attempt to close asks, because the key is shown once.
  await page.keyboard.press('Escape')
  await dialog.getByText('You have not copied the key.').waitFor()
  await dialog.getByRole('button', { name: 'I have the key' }).click()
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(await page.content()).not.toContain(key)

  await part.getByText('Web page').waitFor()
  await part.getByText('read your books, statistics and exports').waitFor()
  const ask = async () => {
    const headers = { Authorization: `Bearer ${key}` }
    return (await page.request.get('/books', { headers })).status()
  }
  expect(await ask()).toBe(200)
  await part.getByRole('button', { name: 'Revoke the key of Web page' }).click()
  await page.getByText('The key of Web page is revoked.').waitFor()
  expect(await ask()).toBe(401)
  await part.getByText('You have no keys.').waitFor()
})

test('the scope of e-readers stands alone, and a key needs a scope and a name', async ({
  page,
  reader,
  context,
}) => {
  await reader.signIn(context)
  await page.goto('/#/account')
  const part = page.getByRole('region', { name: 'API keys' })
  await part.getByRole('button', { name: 'Make a key …' }).click()
  const read = part.getByLabel('read your books, statistics and exports')
  expect(await read.isChecked()).toBe(true)
  await part.getByLabel('only keep your place on an e-reader').check()
  expect(await read.isChecked()).toBe(false)
  await part.getByLabel('only keep your place on an e-reader').uncheck()
  const make = part.getByRole('button', { name: 'Make the key' })
  await make.click()
  await part.getByText('Enter a name.').waitFor()
  await part.getByLabel('Name of the program').fill('Kept')
  await make.click()
  await part.getByText('Choose at least one.').waitFor()
  expect(await part.getByLabel('Name of the program').inputValue()).toBe('Kept')
  // The boxes follow after an error too.
  await read.check()
  await part.getByText('Choose at least one.').waitFor({ state: 'detached' })
  await read.uncheck()
  expect(await read.isChecked()).toBe(false)
})
