import { fixture } from '../browser/support/reader.mjs'
import { expect, test } from './support/test.mjs'

test('an import is previewed, survives a look at the shelf, and adds its books', async ({
  parts,
  reader,
}) => {
  await parts.openAs(reader, '/#/import')
  await (await parts.find('file', 'File to import')).uploadFile(fixture('goodreads.csv'))
  await parts.find('heading', '3 books to add')
  await parts.find('table', 'Expected outcome of each row')
  await parts.find('text', /^Will be added/)
  expect((await reader.api('GET', '/books')).data).toEqual([])
  await parts.go('#/')
  await parts.find('heading', 'Your shelf is empty')
  await parts.go('#/import')
  await parts.click('button', 'Import 3 books')
  await parts.find('heading', '3 books added to your shelf')
  expect((await reader.api('GET', '/books')).data).toHaveLength(3)
})
