import { hasFocus } from './support/keyboard.mjs'
import { expect, test } from './support/test.mjs'

const books = [
  {
    title: 'Emma',
    authors: ['Jane Austen'],
    tags: ['Regency', 'reread'],
    status: 'read',
    rating: 4.5,
    language: 'en',
    format: 'paperback',
    owned: true,
    category: 'romance',
  },
  {
    title: 'Persuasion',
    authors: ['Jane Austen'],
    tags: ['regency'],
    status: 'reading',
    rating: 3,
    language: 'en',
    format: 'ebook',
    owned: false,
  },
  {
    title: 'Der Prozess',
    authors: ['Franz Kafka'],
    tags: ['court'],
    status: 'read',
    rating: 5,
    language: 'de',
    format: 'paperback',
    owned: true,
    series: 'Novels of Kafka',
  },
]

const shownTitles = (page) =>
  page.getByRole('region', { name: 'Books' }).locator('.card-title, .row-title').allTextContents()
const expectTitles = (page, titles) =>
  expect.poll(async () => (await shownTitles(page)).toSorted()).toEqual(titles.toSorted())

const open = async (page, reader, path = '/') => {
  await reader.addBooks(books)
  await reader.signIn(page.context())
  await page.goto(path)
  const button = page.getByRole('button', { name: /^Filters/ })
  await button.click()
  const panel = page.getByRole('region', { name: 'Filters' })
  const facet = (name) => panel.getByRole('region', { name, exact: true })
  return { button, panel, facet, option: (name, value) => facet(name).getByRole('link', { name: value }) }
}

test('each filter alone leaves the books with its value', async ({ page, reader }) => {
  await reader.addBook({ title: 'With a Cover' })
  const { option } = await open(page, reader)
  for (const [name, value, parameter, titles] of [
    ['Status', 'Reading 1 book', 'status=reading', ['Persuasion']],
    ['Tag', 'regency 2 books', 'tag=', ['Emma', 'Persuasion']],
    ['Author', 'Franz Kafka 1 book', 'author=Franz+Kafka', ['Der Prozess']],
    ['Series', 'Novels of Kafka 1 book', 'series=', ['Der Prozess']],
    ['Format', 'Paperback 2 books', 'format=paperback', ['Der Prozess', 'Emma']],
    ['Language', 'German 1 book', 'language=de', ['Der Prozess']],
    ['Rating', '4 stars or more 2 books', 'rating_min=4', ['Der Prozess', 'Emma']],
    ['Owned', 'Not owned 1 book', 'owned=false', ['Persuasion']],
    ['Cover', 'Without a cover 3 books', 'cover=none', books.map(({ title }) => title)],
  ]) {
    const link = option(name, new RegExp(`^${value}$`, 'i'))
    await link.click()
    await expectTitles(page, titles)
    expect(page.url()).toContain(parameter)
    expect(await link.getAttribute('aria-current')).toBe('true')
    // The chosen value again removes the filter.
    await link.click()
    await expectTitles(page, [...books.map(({ title }) => title), 'With a Cover'])
  }
})

test('filters combine, live in the address, and are removed one by one', async ({ page, reader }) => {
  const { button, option } = await open(page, reader)
  await option('Author', 'Jane Austen').click()
  await expectTitles(page, ['Emma', 'Persuasion'])
  // The counts are those of the books that the other filters leave.
  await option('Format', 'Paperback 1 book').click()
  await option('Status', /^Read 1 book/).click()
  await expectTitles(page, ['Emma'])
  expect(await option('Status', 'Reading').count()).toBe(0)

  await page.reload()
  await expectTitles(page, ['Emma'])
  const active = page.getByRole('list', { name: 'Active filters' })
  expect(await active.getByRole('link').allTextContents()).toEqual([
    'Read',
    'Author: Jane Austen',
    'Paperback',
  ])
  await page.getByRole('button', { name: 'Filters 3 active' }).waitFor()
  await active.getByRole('link', { name: 'Remove filter: Read' }).click()
  await active.getByRole('link', { name: 'Remove filter: Paperback' }).click()
  await expectTitles(page, ['Emma', 'Persuasion'])
  expect(await hasFocus(button)).toBe(true)
  await page.goBack()
  await expectTitles(page, ['Emma'])
  await page.getByRole('link', { name: 'Clear all' }).click()
  await expectTitles(
    page,
    books.map(({ title }) => title),
  )
  expect(new URL(page.url()).hash).toBe('#/')
})

test('an empty result says which filter to remove', async ({ page, reader }) => {
  await reader.addBooks(books)
  await reader.signIn(page.context())
  await page.goto('/#/?author=Jane+Austen&language=de&rating_min=5')
  const ways = page.getByRole('list', { name: 'Remove one of these to see books:' })
  // Two of the three are not enough.
  expect(await ways.getByRole('link').count()).toBe(0)
  await page.goto('/#/?author=Jane+Austen&language=de')
  await ways.getByRole('link', { name: 'Without “Language: German” 2 books' }).waitFor()
  await ways.getByRole('link', { name: 'Without “Author: Jane Austen” 1 book' }).click()
  await expectTitles(page, ['Der Prozess'])
})

test('Escape closes the panel, and a phone has a sheet', async ({ page, reader }) => {
  const { button, panel } = await open(page, reader)
  await panel.getByRole('link', { name: 'Jane Austen' }).focus()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(await hasFocus(button)).toBe(true)
  await page.setViewportSize({ width: 390, height: 844 })
  await button.click()
  const sheet = page.getByRole('dialog', { name: 'Filters' })
  await sheet.getByRole('link', { name: 'Franz Kafka' }).click()
  await sheet.getByRole('button', { name: 'Show 1 book' }).click()
  await sheet.waitFor({ state: 'detached' })
  await expectTitles(page, ['Der Prozess'])
})

test('books are grouped by their series or author', async ({ page, reader }) => {
  const { panel } = await open(page, reader, '/#/?sort=title')
  await panel.getByLabel('Group by').selectOption('Author')
  await expect.poll(() => shownTitles(page)).toEqual(['Emma', 'Persuasion', 'Der Prozess'])
  const heading = (name) => page.getByRole('region', { name: 'Books' }).getByRole('heading', { name })
  await heading('Jane Austen').waitFor()
  await heading('Franz Kafka').waitFor()
  await page.reload()
  await heading('Jane Austen').waitFor()
  await page.goto('/#/?group=series')
  await heading('Novels of Kafka').waitFor()
  await expect.poll(async () => (await shownTitles(page))[0]).toBe('Der Prozess')
})

test('a filter keeps the book beside the shelf open', async ({ page, reader }) => {
  const { option } = await open(page, reader, '/#/?sort=title')
  const emma = page.getByRole('dialog', { name: 'Emma', exact: true })
  await page.getByRole('region', { name: 'Books' }).getByRole('link', { name: 'Emma' }).click()
  await emma.waitFor()
  await option('Author', /^Jane Austen/).click()
  await expectTitles(page, ['Emma', 'Persuasion'])
  await option('Status', /^Reading/).click()
  await expectTitles(page, ['Persuasion'])
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('author')
  await page.getByRole('heading', { name: 'Jane Austen' }).waitFor()
  await page.getByRole('link', { name: 'Clear all' }).click()
  await expectTitles(page, ['Emma', 'Persuasion', 'Der Prozess'])
  expect(await emma.isVisible()).toBe(true)
})
