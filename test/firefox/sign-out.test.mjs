import { keptTitles, waitUntilKept } from '../browser/support/drafts.mjs'
import { keptOfReaders } from '../browser/support/kept.mjs'
import { expect, test } from './support/test.mjs'

/** All that the browser keeps, apart from the files of the app. */
const keptOf = async (page) => ({
  drafts: await keptTitles(page),
  ofReaders: await keptOfReaders(page),
  stored: await page.evaluate(() => Object.keys(localStorage)),
  cookies: await page.evaluate(() => document.cookie),
})

test('a sign-out leaves nothing of the reader in the browser', async ({ page, parts, reader }) => {
  await reader.addBook({ title: 'A Secret' })
  await parts.openAs(reader)
  await parts.find('link', /^A Secret/)
  await (await parts.find('combobox', 'Sort by')).select('title')
  await expect.poll(async () => (await keptOf(page)).stored).toEqual([expect.stringContaining(reader.id)])
  await expect.poll(async () => (await keptOf(page)).ofReaders.join()).toContain('A Secret')
  await parts.go('#/books/new/hand')
  await parts.fill('textbox', 'Title', 'A Draft')
  await waitUntilKept(page, 'A Draft')

  await parts.go('#/account')
  await parts.click('button', 'Sign out')
  await parts.find('heading', 'Open your library')
  await expect.poll(() => keptOf(page)).toEqual({ drafts: [], ofReaders: [], stored: [], cookies: '' })
})
