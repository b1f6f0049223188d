import { expect, test, testWithBooks } from './support/test.mjs'

const books = (page) => page.getByRole('region', { name: 'Books', exact: true })
const backgroundOf = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor)

const overflow = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })

testWithBooks(
  'forced colours show the category, the page and the view that are chosen',
  async ({ page, book }) => {
    expect(book.title).toBeTruthy()
    await page.emulateMedia({ forcedColors: 'active' })
    await page.goto('/#/?category=poetry')
    await books(page).getByRole('link', { name: 'Without a Cover' }).waitFor()
    const chips = page.getByRole('navigation', { name: 'Categories' })
    const main = page.getByRole('navigation', { name: 'Main' })
    const pairs = [
      [chips.getByRole('link', { name: /^Poetry/ }), chips.getByRole('link', { name: /^All/ })],
      [main.getByRole('link', { name: 'Shelf' }), main.getByRole('link', { name: 'Account' })],
      [
        page.getByRole('button', { name: 'Show covers' }),
        page.getByRole('button', { name: 'Show a compact list' }),
      ],
    ]
    for (const [chosen, other] of pairs)
      expect(await backgroundOf(chosen), String(chosen)).not.toBe(await backgroundOf(other))
  },
)

const directions = ['ltr', 'rtl']

testWithBooks('texts of readers have their own direction', async ({ page, reader, book }) => {
  expect(book.title).toBeTruthy()
  const { data } = await reader.api('POST', '/books', {
    json: { title: 'ألف ليلة وليلة', authors: ['مجهول'], tags: ['حكايات'], notes: 'ملاحظة' },
  })
  await page.goto('/')
  const title = books(page).locator('.card-title').filter({ hasText: 'ألف' })
  expect(await title.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
  await page.goto(`/#/books/${data.id}`)
  const dialog = page.getByRole('dialog')
  for (const text of ['ألف ليلة وليلة', 'حكايات', 'ملاحظة']) {
    const found = dialog.getByText(text).first()
    await found.waitFor()
    expect(await found.evaluate((element) => getComputedStyle(element).direction), text).toBe('rtl')
  }
  await page.goto(`/#/books/${data.id}/edit`)
  const field = page.getByRole('dialog', { name: 'Edit the book' }).getByLabel('Title', { exact: true })
  await expect.poll(() => field.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
})

testWithBooks(
  'the layout is mirrored from right to left, without horizontal scrolling',
  async ({ page, book }) => {
    for (const size of [
      { width: 390, height: 800 },
      { width: 1280, height: 800 },
    ]) {
      await page.setViewportSize(size)
      const sides = {}
      for (const direction of directions) {
        await page.goto('/#/?view=list')
        await page.evaluate((dir) => {
          document.documentElement.dir = dir
        }, direction)
        const row = books(page).locator('.row').first()
        await row.waitFor()
        const [cover, title] = await Promise.all([
          row.locator('.cover').boundingBox(),
          row.locator('.row-title').boundingBox(),
        ])
        sides[direction] = cover.x < title.x
        expect(await overflow(page), direction).toBe(0)
        await page.goto(`/#/books/${book.id}`)
        await page.locator('.sheet .book-title').first().waitFor()
        expect(await overflow(page), direction).toBe(0)
      }
      expect(sides).toEqual({ ltr: true, rtl: false })
    }
  },
)

testWithBooks('text of twice the size fits on a phone', async ({ page, book }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  const places = ['/', '/#/?view=list', `/#/books/${book.id}`, `/#/books/${book.id}/edit`, '/#/account']
  for (const place of places) {
    await page.goto(place)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    await page.getByRole('heading').first().waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    expect(await overflow(page), place).toBe(0)
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll(':is(button, .button, nav a, label):not(.visually-hidden)')]
        .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
        .filter((element) => element.clientWidth > 1 && getComputedStyle(element).overflowX !== 'visible')
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    )
    expect(cut, place).toEqual([])
  }
})

testWithBooks(
  'the shelf prints as a list in columns, with all books and no controls',
  async ({ page, reader, book }) => {
    expect(book.title).toBeTruthy()
    await reader.addBooks(Array.from({ length: 40 }, (_, at) => ({ title: `Volume ${at}`, description: '' })))
    await page.goto('/')
    await books(page).getByRole('link').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect(await books(page).locator('.card').count()).toBe(43)
    const list = page.locator('.books')
    expect(await list.evaluate((element) => getComputedStyle(element).columnWidth)).not.toBe('auto')
    expect(await page.getByRole('searchbox').isVisible()).toBe(false)
    expect(await books(page).locator('.cover').first().isVisible()).toBe(false)
    expect(
      await books(page)
        .locator('.card-title')
        .filter({ hasText: /^Volume 7$/ })
        .isVisible(),
    ).toBe(true)
  },
)

testWithBooks('a book prints on one page, without the shelf', async ({ page, reader, book }) => {
  expect(book.title).toBeTruthy()
  const { id } = await reader.addBook({ title: 'A Single Sheet' })
  await page.goto(`/#/books/${id}`)
  await page.getByRole('dialog').getByText('Added on').waitFor()
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('dialog').getByText('A Single Sheet').first().isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: 'Delete' }).isVisible()).toBe(false)
})

test('the first visit makes no failing request and no console error', async ({ page }) => {
  const faults = []
  page.on('response', (response) => response.status() >= 400 && faults.push(response.url()))
  page.on('requestfailed', (request) => faults.push(request.url()))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.goto('/')
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(faults).toEqual([])
})
