import { hasFocus } from './support/keyboard.mjs'
import { book, link, open, shelf, three } from './support/sheet.mjs'
import { expect, test } from './support/test.mjs'

test('the shelf stays in use beside an open book', async ({ page, reader }) => {
  await open(page, reader, three)
  await link(page, 'Second').click()
  await book(page, 'Second').waitFor()
  expect(await hasFocus(book(page, 'Second').getByRole('heading', { name: 'Second' }))).toBe(true)

  await link(page, 'First').click()
  await book(page, 'First').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(1)

  // A filter keeps the book open too.
  const categories = page.getByRole('navigation', { name: 'Categories' })
  await categories.getByRole('link', { name: 'Poetry' }).click()
  await link(page, 'Second').waitFor({ state: 'detached' })
  expect(await book(page, 'First').isVisible()).toBe(true)
  expect(await link(page, 'First').getAttribute('aria-current')).toBe('true')
  await categories.getByRole('link', { name: 'All' }).click()
  await link(page, 'Second').waitFor()

  await page.getByRole('searchbox', { name: 'Search your books' }).fill('third')
  await link(page, 'Second').waitFor({ state: 'detached' })
  await link(page, 'Third').waitFor()
  expect(await book(page, 'First').isVisible()).toBe(true)

  // Escape closes the book, and not from a field.
  await page.keyboard.press('Escape')
  expect(await book(page, 'First').isVisible()).toBe(true)
  // The browser clears the search.
  await link(page, 'Second').waitFor()
  await link(page, 'Third').click()
  await book(page, 'Third').waitFor()
  await page.keyboard.press('Escape')
  await book(page, 'Third').waitFor({ state: 'detached' })
  await expect.poll(() => hasFocus(link(page, 'Third'))).toBe(true)
})

test('arrows lead through the list and load more at its end, and Back leads to the shelf', async ({
  page,
  reader,
}) => {
  // One more than a page of the list.
  await open(
    page,
    reader,
    Array.from({ length: 49 }, (_, at) => ({ title: `Book ${String(at + 1).padStart(2, '0')}` })),
    '/#/?sort=title',
  )
  const more = []
  await page.route('**/books?*cursor=*', async (route) => {
    more.push(route.request().url())
    await route.continue()
  })
  await link(page, 'Book 01').click()
  await book(page, 'Book 01').waitFor()
  const previous = page.getByRole('button', { name: 'Previous book' })
  expect(await previous.getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('ArrowRight')
  await book(page, 'Book 02').waitFor()
  await page.keyboard.press('ArrowLeft')
  await book(page, 'Book 01').waitFor()

  const next = page.getByRole('button', { name: 'Next book' })
  await next.click()
  await book(page, 'Book 02').waitFor()
  // The button keeps the focus, and the title is announced.
  expect(await hasFocus(next)).toBe(true)
  await page.getByRole('status').filter({ hasText: 'Book 02' }).waitFor()
  await link(page, 'Book 47').click()
  await book(page, 'Book 47').waitFor()
  for (let at = 48; at <= 49; at++) {
    await page.keyboard.press('ArrowRight')
    await book(page, `Book ${String(at).padStart(2, '0')}`).waitFor()
  }
  expect(more).toHaveLength(1)
  expect(await next.getAttribute('aria-disabled')).toBe('true')

  // One entry of the history for each click on the shelf, and none for a step.
  await page.goBack()
  await book(page, 'Book 02').waitFor()
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.goForward()
  await page.goForward()
  await book(page, 'Book 49').waitFor()
})

test('a key that is pressed as soon as the next book is there is not lost', async ({ page, reader }) => {
  await open(page, reader, three, '/#/?sort=title')
  await link(page, 'First').click()
  await book(page, 'First').waitFor()
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('.sheet').getAttribute('aria-label') !== 'Second') return
      observer.disconnect()
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }),
      )
    })
    observer.observe(document.querySelector('.sheet'), { attributes: true })
  })
  await page.keyboard.press('ArrowRight')
  await book(page, 'Third').waitFor()
})

test('other books of the author and the series are beside a book', async ({ page, reader }) => {
  await open(page, reader, three)
  await link(page, 'Second').click()
  const toEnd = (title) => book(page, title).getByRole('button', { name: 'Delete' }).scrollIntoViewIfNeeded()
  await toEnd('Second')
  const series = page.getByRole('region', { name: 'More in Trilogy' })
  await series.getByRole('link', { name: 'Third' }).waitFor()
  expect(await series.getByRole('listitem').count()).toBe(1)
  const author = page.getByRole('region', { name: 'More by Ada Writer' })
  await author.getByRole('link', { name: 'First' }).click()
  await book(page, 'First').waitFor()
  await toEnd('First')
  await author.getByRole('link', { name: 'Show all' }).click()
  await expect.poll(() => page.url()).toContain('author=Ada+Writer')
})

test('the cover flies, and fast clicks and Back leave nothing behind', async ({ page, reader }) => {
  await reader.addBook({ title: 'Flying', cover: 'photo.webp' })
  await open(page, reader, three)
  await page.evaluate(() => {
    window.flights = 0
    const start = document.startViewTransition.bind(document)
    document.startViewTransition = (update) => {
      window.flights++
      return start(update)
    }
  })
  await link(page, 'Flying').click()
  await book(page, 'Flying').waitFor()
  await page.keyboard.press('Escape')
  await book(page, 'Flying').waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => window.flights)).toBeGreaterThan(0)

  await page.evaluate(async () => {
    const links = [...document.querySelectorAll('.books li a')]
    for (let at = 0; at < 8; at++) {
      links[at % links.length].click()
      if (at % 3 === 2) history.back()
      await new Promise((resolve) => setTimeout(resolve, at % 2 ? 5 : 40))
    }
  })
  await page.evaluate(() => {
    location.hash = '#/'
  })
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          document.querySelectorAll('[style*="view-transition-name"]').length +
          document.getAnimations().length,
      ),
    )
    .toBe(0)
  await link(page, 'First').click()
  await book(page, 'First').waitFor()
})

test('on a phone a book is a page, and the shelf is where it was afterwards', async ({ page, reader }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(
    page,
    reader,
    Array.from({ length: 30 }, (_, at) => ({ title: `Book ${at}` })),
  )
  await link(page, 'Book 9').scrollIntoViewIfNeeded()
  const before = await page.evaluate(() => scrollY)
  expect(before).toBeGreaterThan(500)
  await link(page, 'Book 9').getByText('Book 9').last().click()
  await page.getByRole('heading', { name: 'Book 9' }).waitFor()
  expect(await shelf(page).isVisible()).toBe(false)
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await page.getByRole('button', { name: 'To the shelf' }).click()
  await shelf(page).waitFor()
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before)
})

test('a book that was deleted meanwhile, or cannot be loaded, says so', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'Going' })
  await open(page, reader, three)
  await link(page, 'Going').waitFor()
  await reader.api('DELETE', `/books/${id}`)
  await link(page, 'Going').click()
  await page.getByRole('status').filter({ hasText: 'was deleted.' }).waitFor()
  await link(page, 'Going').waitFor({ state: 'detached' })

  await page.route('**/books/0*', (route) => route.abort())
  await page.goto('/#/books/00000000-0000-7000-8000-000000000000')
  await page.getByRole('alert').waitFor()
  await page.unroute('**/books/0*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText(/no longer in the library/).waitFor()
})
