import { shelfUrl } from './support/shelf-url.mjs'
import { expect, test } from './support/test.mjs'

const titles = (page) => page.getByRole('region', { name: 'Books' }).getByRole('link')
const shownTitles = async (page) =>
  (await titles(page).locator('.card-title, .row-title').allTextContents()).map((title) => title.trim())

const books = [
  { title: 'Cosmos in a Jar', description: 'Stars, mostly.', category: 'science' },
  { title: 'A Lamp at Noon', description: 'Verse of a summer.', category: 'poetry' },
  { title: 'The Long Winter', description: 'Cold, and stars.', category: 'thriller' },
]

test('an empty shelf links to adding and importing books', async ({ page, reader }) => {
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('heading', { name: 'Your shelf is empty' }).waitFor()
  const shelf = page.getByRole('region', { name: 'Books' })
  await shelf.getByRole('link', { name: 'Import a library' }).waitFor()
  await shelf.getByRole('link', { name: 'Add a book' }).click()
  await page.getByRole('dialog', { name: 'Add a book' }).waitFor()
})

test('the shelf shows covers, and a placeholder for a book without one', async ({ page, reader }) => {
  await reader.addBooks([{ title: 'Without a Cover', description: '', category: 'horror' }])
  const covered = await reader.addBook({ title: 'With a Cover', cover: 'photo.webp' })
  const sharp = shelfUrl(covered)
  await reader.signIn(page.context())
  await page.goto('/')

  const image = titles(page).filter({ hasText: 'With a Cover' }).locator('img')
  await expect
    .poll(() => image.evaluate(({ complete, naturalWidth }) => complete && naturalWidth))
    .toBeGreaterThan(0)
  expect([sharp, covered.thumbnail_url]).toContain(await image.evaluate(({ currentSrc }) => currentSrc))
  // The sharp image replaces the thumbnail when the page stands still.
  await expect.poll(() => image.evaluate(({ currentSrc }) => currentSrc)).toBe(sharp)

  const drawn = titles(page).filter({ hasText: 'Without a Cover' })
  expect(await drawn.locator('img').count()).toBe(0)
  await drawn.locator('.placeholder').waitFor()
})

test('a thumbnail or a placeholder replaces an image that does not load', async ({ page, reader }) => {
  const blurred = await reader.addBook({ title: 'Blurred', cover: 'photo.webp' })
  const sharp = shelfUrl(blurred)
  const lost = await reader.addBook({ title: 'Blank', cover: 'photo.webp' })
  await page.route(lost.thumbnail_url, (route) => route.abort())
  await page.route(shelfUrl(lost), (route) => route.abort())
  await page.route(sharp, (route) => route.abort())
  await reader.signIn(page.context())
  const failed = page.waitForEvent('requestfailed', (request) => request.url() === sharp)
  await page.goto('/')

  await titles(page).filter({ hasText: 'Blank' }).locator('.placeholder').waitFor()
  const image = titles(page).filter({ hasText: 'Blurred' }).locator('img')
  const shown = () => image.evaluate(({ currentSrc, naturalWidth }) => naturalWidth > 0 && currentSrc)
  await failed
  await expect.poll(shown).toBe(blurred.thumbnail_url)

  // The end of a scroll is the next attempt.
  await page.unroute(sharp)
  await page.evaluate(() => dispatchEvent(new Event('scroll')))
  await expect.poll(shown).toBe(sharp)
})

test('the shelf is searched while the reader types', async ({ page, reader }) => {
  await reader.addBooks(books)
  await reader.signIn(page.context())
  await page.goto('/')
  await expect.poll(() => shownTitles(page)).toHaveLength(3)

  const search = page.getByRole('searchbox', { name: 'Search your books' })
  await search.pressSequentially('star')
  await expect.poll(() => shownTitles(page)).toEqual(['The Long Winter', 'Cosmos in a Jar'])
  await page.getByRole('status').filter({ hasText: '2 books.' }).waitFor()
  expect(await search.evaluate((input) => input.matches(':focus'))).toBe(true)

  await search.fill('no such words')
  await page.getByRole('heading', { name: 'No book matches “no such words”' }).waitFor()
  await page.getByRole('link', { name: 'Show all books' }).click()
  await expect.poll(() => shownTitles(page)).toHaveLength(3)
})

test('a book that is opened before the search begins stays open', async ({ page, reader }) => {
  await reader.addBooks(books)
  await reader.signIn(page.context())
  // A cover would be in flight for as long as the clock stands still.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.clock.install()
  await page.goto('/')
  await expect.poll(() => shownTitles(page)).toHaveLength(3)
  await page.clock.pauseAt(Date.now() + 60_000)
  // The script of the book's page is there already.
  await page.waitForLoadState('networkidle')
  await page.getByRole('searchbox', { name: 'Search your books' }).fill('lamp')
  await titles(page).filter({ hasText: 'A Lamp at Noon' }).click()
  const dialog = page.getByRole('dialog', { name: 'A Lamp at Noon' })
  await dialog.waitFor()
  await page.clock.runFor(1000)
  expect(await dialog.isVisible()).toBe(true)
})

test('categories are links, and Back returns to the last one', async ({ page, reader }) => {
  await reader.addBooks(books)
  await reader.signIn(page.context())
  await page.goto('/')
  const categories = page.getByRole('navigation', { name: 'Categories' })
  await categories.getByRole('link', { name: 'Poetry' }).click()
  await expect.poll(() => shownTitles(page)).toEqual(['A Lamp at Noon'])
  expect(await categories.getByRole('link', { name: 'Poetry' }).getAttribute('aria-current')).toBe('true')

  await categories.getByRole('link', { name: 'Romance' }).click()
  await page.getByRole('heading', { name: 'No books in Romance yet' }).waitFor()
  await page.goBack()
  await expect.poll(() => shownTitles(page)).toEqual(['A Lamp at Noon'])
  await page.goBack()
  await expect.poll(() => shownTitles(page)).toHaveLength(3)
})

test('the shelf can be sorted, and shown as covers or as a list', async ({ page, reader }) => {
  // Without their articles.
  const byTitle = ['Cosmos in a Jar', 'A Lamp at Noon', 'The Long Winter']
  await reader.addBooks(books)
  await reader.signIn(page.context())
  await page.goto('/')
  await expect.poll(() => shownTitles(page)).toEqual(['The Long Winter', 'A Lamp at Noon', 'Cosmos in a Jar'])

  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Title, A to Z')
  await expect.poll(() => shownTitles(page)).toEqual(byTitle)
  const list = page.getByRole('button', { name: 'Show a compact list' })
  await list.click()
  expect(await list.getAttribute('aria-pressed')).toBe('true')
  await page.getByRole('region', { name: 'Books' }).getByText('Verse of a summer.').waitFor()

  // The order and the view are in the address.
  await page.reload()
  await page.getByRole('region', { name: 'Books' }).getByText('Verse of a summer.').waitFor()
  expect(await shownTitles(page)).toEqual(byTitle)
})

test('the shelf is sorted by author and rating, and shows books without a category', async ({
  page,
  reader,
}) => {
  await reader.addBooks([
    { title: 'Emma', authors: ['Jane Austen'], rating: 3, category: 'romance' },
    { title: 'Middlemarch', authors: ['George Eliot'], rating: 5 },
    { title: 'Cranford', authors: ['Elizabeth Gaskell'] },
  ])
  await reader.signIn(page.context())
  await page.goto('/')
  const sort = page.getByRole('combobox', { name: 'Sort by' })
  await sort.selectOption('Author, A to Z')
  await expect.poll(() => shownTitles(page)).toEqual(['Emma', 'Middlemarch', 'Cranford'])
  await sort.selectOption('Best rated first')
  await expect.poll(() => shownTitles(page)).toEqual(['Middlemarch', 'Emma', 'Cranford'])
  await page.getByRole('link', { name: 'No category' }).click()
  await expect.poll(() => shownTitles(page)).toEqual(['Middlemarch', 'Cranford'])
  await page.getByRole('searchbox', { name: 'Search your books' }).fill('gaskell')
  await expect.poll(() => shownTitles(page)).toEqual(['Cranford'])
})
