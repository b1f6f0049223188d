import { expect, test } from './support/test.mjs'

const books = [
  { title: 'Emma', authors: ['Jane Austen'], status: 'read', format: 'paperback' },
  { title: 'Persuasion', authors: ['Jane Austen'], status: 'reading', format: 'ebook' },
  { title: 'Der Prozess', authors: ['Franz Kafka'], status: 'read', format: 'paperback' },
]

const shownTitles = (page) =>
  page.$$eval('.card-title', (titles) => titles.map((title) => title.textContent).sort())

test('filters combine, live in the address, and are removed one by one', async ({ page, parts, reader }) => {
  await reader.addBooks(books)
  await parts.openAs(reader)
  const shows = (titles) => expect.poll(() => shownTitles(page)).toEqual(titles)
  await parts.click('button', 'Filters')
  await parts.click('link', /^Jane Austen.*2 books$/)
  await shows(['Emma', 'Persuasion'])
  await parts.click('link', /^Paperback.*1 book$/)
  await shows(['Emma'])
  expect(page.url()).toContain('author=Jane+Austen')
  expect(page.url()).toContain('format=paperback')
  await page.reload()
  await shows(['Emma'])
  await parts.click('link', 'Remove filter: Paperback')
  await shows(['Emma', 'Persuasion'])
  await parts.focused('button', /^Filters/)
  await parts.back()
  await shows(['Emma'])
  await parts.click('link', 'Clear all')
  await shows(['Der Prozess', 'Emma', 'Persuasion'])
})
