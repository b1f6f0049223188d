import { hold } from './support/hold.mjs'
import { hasFocus } from './support/keyboard.mjs'
import { expect, test } from './support/test.mjs'

const finished = (...days) => days.map((finished_on) => ({ started_on: null, finished_on }))

const books = [
  {
    title: 'Twice',
    authors: ['Émile Zola'],
    pages: 400,
    rating: 4,
    category: 'horror',
    format: 'ebook',
    status: 'read',
    readings: finished('2024-01-31', '2025-06-01'),
  },
  { title: 'Short', pages: 60, rating: 4.5, status: 'read', readings: finished('2024-03-01') },
  { title: 'Without pages', authors: ['Mary Shelley'], status: 'read', readings: finished('2024-03-15') },
  { title: 'Given up', pages: 900, status: 'did_not_finish', readings: finished('2024-03-20') },
  { title: 'Undated', pages: 40, status: 'read' },
  { title: 'Unread', category: 'poetry' },
]

const open = async (page, reader, address) => {
  await reader.addBooks(books)
  await reader.signIn(page.context())
  await page.goto(address)
}

/** @returns the rows of a table, as its texts */
const rowsOf = (page, name) =>
  page
    .getByRole('table', { name, exact: true })
    .getByRole('row')
    .evaluateAll((rows) => rows.slice(1).map((row) => [...row.cells].map((cell) => cell.textContent.trim())))

test('a year has the numbers of the service, and each chart those of its table', async ({ page, reader }) => {
  await open(page, reader, '/#/numbers/2024')
  await page.getByRole('heading', { name: 'Your 2024 in books' }).waitFor()
  await page.getByText('books finished').waitFor()
  const { data: stats } = await reader.api('GET', '/books/stats?year=2024')
  expect(stats.total).toMatchObject({ books: 3, pages: 460 })

  const figures = page.locator('.key-figures')
  await figures.getByText(String(stats.total.books), { exact: true }).first().waitFor()
  await figures.getByText(String(stats.total.pages), { exact: true }).waitFor()
  // 460 pages.
  await figures.getByText('3 cm', { exact: true }).waitFor()

  for (const [title, value] of [
    ['Books a month', 'books'],
    ['Pages a month', 'pages'],
  ]) {
    const rows = await rowsOf(page, title)
    expect(rows.map(([, count]) => Number(count))).toEqual(stats.months.map((month) => month[value]))
    expect(rows[2][0]).toBe('March')
    const most = Math.max(...stats.months.map((month) => month[value]))
    const bars = page.getByRole('figure', { name: title }).locator('.columns rect')
    const heights = await bars.evaluateAll((all) => all.map((bar) => Number(bar.getAttribute('height'))))
    expect(heights).toEqual(stats.months.map((month) => (100 * month[value]) / most))
  }
  const asRows = (counted, nameOf = String) =>
    counted.map(({ value, count }) => [nameOf(value), String(count)])
  expect(await rowsOf(page, 'Ratings')).toEqual(
    asRows(stats.ratings.distribution.toReversed(), (rating) => `${rating} ★`),
  )
  expect(await rowsOf(page, 'Authors')).toEqual(asRows(stats.authors))
  expect(await rowsOf(page, 'Formats')).toEqual([['E-book', '1']])
  expect(await rowsOf(page, 'Categories')).toEqual([
    ['No category', '2'],
    ['Horror', '1'],
  ])

  // The collage has the books of the year in their order, also a book that was read again later, and opens them.
  const covers = page.getByRole('region', { name: 'The books of 2024' }).getByRole('link')
  await expect
    .poll(() => covers.evaluateAll((links) => links.map((link) => link.title)))
    .toEqual(['Twice', 'Short', 'Without pages'])
  await covers.first().click()
  await page.getByRole('dialog', { name: 'Twice' }).waitFor()
})

test('the library in numbers counts all books, and leads to each year', async ({ page, reader }) => {
  await open(page, reader, '/#/numbers')
  const { data: facets } = await reader.api('GET', '/books/facets')
  const { data: stats } = await reader.api('GET', '/books/stats')
  const shelf = page.getByRole('region', { name: 'On the shelf' })
  await shelf.getByText(`${facets.total} books`).waitFor()
  expect(await rowsOf(page, 'Status')).toEqual([
    ['Read', '4'],
    ['Did not finish', '1'],
  ])
  expect(await rowsOf(page, 'Books a year')).toEqual([
    ['2024', '3'],
    ['2025', '1'],
  ])
  await page.locator('.key-figures').getByText(String(stats.total.books), { exact: true }).first().waitFor()
  await page.getByText('1 book that you have read has no date').waitFor()

  await page.getByRole('navigation', { name: 'Years' }).getByRole('link', { name: '2025' }).click()
  const heading = page.getByRole('heading', { name: 'Your 2025 in books' })
  await expect.poll(() => hasFocus(heading)).toBe(true)
  await expect.poll(async () => (await rowsOf(page, 'Books a month'))[5]).toEqual(['June', '1'])
  await page.goBack()
  await page.getByRole('heading', { name: 'Your library in numbers' }).waitFor()
  await shelf.getByRole('link', { name: 'Mary Shelley' }).click()
  await expect.poll(() => page.url()).toContain('author=Mary+Shelley')
})

test('a year without a finished book says so kindly', async ({ page, reader }) => {
  await open(page, reader, '/#/numbers/2019')
  await page.getByRole('heading', { name: 'No finished book in 2019' }).waitFor()
  await page.goto('/#/numbers/2999')
  await page.getByRole('heading', { name: '2999 is still unwritten' }).waitFor()
  expect(await page.getByRole('heading', { name: 'No finished book in 2019' }).count()).toBe(0)
})

test('another year never shows the numbers of the one before, and a failure can be repeated', async ({
  page,
  reader,
}) => {
  await open(page, reader, '/#/numbers/2024')
  await page.getByText('books finished').waitFor()
  const stats = await hold(page, '**/books/stats?year=2025', 'GET')
  await page.getByRole('link', { name: '2025' }).click()
  await page.getByRole('heading', { name: 'Your 2025 in books' }).waitFor()
  expect(await page.locator('.key-figures').count()).toBe(0)
  stats.release()
  await page.getByText('book finished', { exact: true }).waitFor()

  await page.route('**/books/facets**', (route) => route.abort())
  await page.getByRole('link', { name: '2024' }).click()
  await page.getByRole('alert').waitFor()
  await page.unroute('**/books/facets**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('books finished').waitFor()
})
