import { keptTitles, waitUntilKept } from '../browser/support/drafts.mjs'
import { expect, test } from './support/test.mjs'

test('a draft is offered with its time after a reload, and is gone once it is saved', async ({
  page,
  parts,
  reader,
}) => {
  await parts.openAs(reader, '/#/books/new/hand')
  await parts.fill('textbox', 'Title', 'Herbarium')
  await waitUntilKept(page, 'Herbarium')
  await page.reload()
  await parts.find('status', /^A draft of “Herbarium” from today, \d\d:\d\d\./)
  await parts.click('button', 'Continue')
  await parts.hasText('textbox', 'Title', 'Herbarium')
  await parts.click('button', 'Add to the shelf')
  await parts.gone('dialog', 'Add a book')
  expect((await reader.api('GET', '/books')).data).toMatchObject([{ title: 'Herbarium' }])
  await expect.poll(() => keptTitles(page)).toEqual([])
})

test('Back keeps the draft of a form, and the message continues it', async ({ parts, reader }) => {
  await parts.openAs(reader)
  await parts.find('heading', 'Your shelf is empty')
  await parts.go('#/books/new/hand')
  await parts.fill('textbox', 'Title', 'Half a thought')
  await parts.back()
  await parts.gone('dialog', 'Add a book')
  await parts.find('status', 'The draft of “Half a thought” is kept.')
  await parts.click('button', 'Continue')
  await parts.hasText('textbox', 'Title', 'Half a thought')
})
