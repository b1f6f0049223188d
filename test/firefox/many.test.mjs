import { libraryOf } from '../browser/support/selecting.mjs'
import { expect, test } from './support/test.mjs'

test('several books get another category, and Undo takes it back', async ({ page, parts, reader }) => {
  await reader.addBooks(['Ada', 'Bea', 'Cyd', 'Dee'].map((title) => ({ title })))
  await parts.openAs(reader, '/#/?sort=title')
  await (await parts.find('link', /^Ada/)).hover()
  await parts.click('checkbox', 'Select “Ada”')
  await page.keyboard.down('Shift')
  await parts.click('link', /^Cyd/)
  await page.keyboard.up('Shift')
  await parts.find('status', '3 books selected')
  await parts.click('button', 'Category …')
  await parts.click('menuitem', 'Poetry')
  await parts.find('status', 'Moved 3 books to Poetry.')
  const categories = async () => Object.values(await libraryOf(reader)).map(({ category }) => category)
  await expect.poll(async () => (await categories()).filter((one) => one === 'poetry').length).toBe(3)
  await parts.click('button', 'Undo')
  await parts.find('status', 'Took back the change of 3 books.')
  expect(await categories()).toEqual([null, null, null, null])
})
