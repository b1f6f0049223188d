import { proveByPassword } from './prove.mjs'

/** Makes a key of the reader by the form. @returns the section */
export const makeKey = async (page, reader) => {
  await page.goto('/#/account')
  const part = page.getByRole('region', { name: 'API keys' })
  await part.getByRole('button', { name: 'Make a key …' }).click()
  await part.getByLabel('Name of the program').fill('Web page')
  await part.getByRole('button', { name: 'Make the key' }).click()
  await proveByPassword(page, reader.password)
  await page.getByRole('dialog', { name: 'Your new key' }).waitFor()
  return part
}

/** Functions that open the places of API keys, by their names. */
export const apiKeyPlaces = {
  'the form of an API key': async (page) => {
    await page.goto('/#/account')
    await page.getByRole('button', { name: 'Make a key …' }).click()
    await page.getByLabel('Name of the program').waitFor()
  },
  'a new API key': async (page, reader) => {
    await makeKey(page, reader)
    await page.getByRole('dialog', { name: 'Your new key' }).getByRole('button', { name: 'Close' }).click()
    await page.getByText('You have not copied the key.').waitFor()
  },
}
